"""What the MkDocs plugin does for each page, from its Markdown to the HTML that is written."""

from __future__ import annotations

import os
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config import config_options as c
from mkdocs.config.base import Config as PluginConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, write_file

from evidoc.core.words import words
from evidoc.markdown.example_html import failed
from evidoc.markdown.rendering import current
from evidoc.project.config import Config, Language
from evidoc.project.evidence import lab_book
from evidoc.records.record import RecordError
from evidoc.site import languages
from evidoc.site.announce import about, first_paragraph
from evidoc.site.build import current_build as _build
from evidoc.site.head import About, add_head
from evidoc.site.lab_page import LabFile, LabPage
from evidoc.site.policy import without_inline
from evidoc.site.search import as_indexed, use_own_search, without_passed_over


class Settings(PluginConfig):  # type: ignore[no-untyped-call]
    """The plugin's options in ``mkdocs.yml``; ``evidoc.toml`` has the settings.

    Attributes:
        offline: Whether to build a copy that opens from a folder, without a server.
    """

    offline = c.Type(bool, default=False)


class PageEvents(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """The part of the plugin that MkDocs calls page by page.

    Attributes:
        project: The settings of the project.
        language: The language that is built.
        search: The address of the engine's search.
        whole: The page's content while search plugins see less of it.
    """

    project: Config
    language: Language
    search: str
    whole: str | None

    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        """Let the page be converted, unless the last build did it."""
        build = _build.get()
        build.go_on()
        begin = partial(self._begin, page)
        page.render = partial(build.conversions.convert, begin, page)  # type: ignore[method-assign]
        return markdown

    def _begin(self, page: Page) -> None:
        """Tell the Markdown extension which page comes next."""
        place = self.language.code, page.file.src_uri
        build, text = _build.get(), page.markdown or ""
        is_lab_page = isinstance(page.file, LabFile)
        current.set(build.lab(*place, text) if is_lab_page else build.rendering(*place))

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the cells of a lab on its page."""
        file = page.file
        return self._lab(html, page, file, config, files) if isinstance(file, LabFile) else html

    def _lab(self, html: str, page: Page, file: LabFile, config: MkDocsConfig, files: Files) -> str:
        project = _build.get().project
        name = os.path.splitext(file.src_uri)[0]
        failure = _build.get().failures.get(name)
        try:
            record = project.records.record(self.language.code, name)
            lab_book(project, self.language.code, name)
        except RecordError as error:
            return failed(failure or f"{name} {error}: evidoc run {name}")
        memory = _build.get().memory
        lab = LabPage(words(self.language.code), file, memory, config, files)
        html = lab.render(html, record, project.config.opened(self.language.code, file.notebook))
        page.meta.setdefault("description", first_paragraph(html))
        return failed(failure) + html if failure else html

    @event_priority(50)
    def _before_search(self, /, context: Any, *, page: Page, config: MkDocsConfig, **_: Any) -> Any:
        """Show search plugins the page without what they leave out of their index."""
        _build.get().go_on()
        self.whole, page.content = page.content, as_indexed(page.content or "")
        if config.theme.name == "material":
            page.content = without_passed_over(page.content)
        return context

    @event_priority(-50)
    def _after_search(self, /, context: Any, *, page: Page, config: MkDocsConfig, **_: Any) -> Any:
        """Put the whole page back, with how to cite it, and say when it was changed last."""
        said = self._about(page, config)
        cited = _build.get().cited
        page.content = f"{self.whole}{cited.fold(said) if cited else ''}"
        if said.revised:
            page.meta["git_revision_date_localized"] = languages.day(said.revised, self.language)
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)

    def _about(self, page: Page, config: MkDocsConfig) -> About:
        build = _build.get()
        return about(build.project, self.language, page, config, build.revised)

    @event_priority(-100)  # after all that writes into pages
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Complete the page's head, let the engine's search answer on it, leave nothing inline."""
        output = add_head(output, self._about(page, config))
        return self._finish(output, get_relative_url(".", page.url), config)

    @event_priority(-100)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Do the same on the page for addresses that do not exist, and on others of the theme."""
        if not template_name.endswith(".html"):
            return output_content
        anywhere = urlsplit(config.site_url or "/").path
        root = anywhere if template_name == "404.html" else get_relative_url(".", template_name)
        return self._finish(output_content, root, config)

    def _finish(self, output: str, root: str, config: MkDocsConfig) -> str:
        if config.theme.name == "material":
            output = use_own_search(output, self.search)
        output, files = without_inline(output, root)
        for address, data in files.items():
            path = os.path.join(config.site_dir, address)
            if not os.path.exists(path):  # named by its content, and written by another page
                write_file(data, path)
        return output
