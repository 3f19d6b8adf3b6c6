"""Renders every page as the site does, once, for all that reads what was rendered.

A claim in indented code, in raw HTML or behind an unescaped pipe looks like one in the source and
is none on the page. Only rendering tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from markdown import Markdown

from evidoc.checks.check import check
from evidoc.checks.documents import check_documents
from evidoc.checks.seen import Place, Seen
from evidoc.core.findings import EvidocError, Finding, coded
from evidoc.markdown.rendering import Rendering, current
from evidoc.pages.page import Page
from evidoc.project.labs import lab_texts
from evidoc.project.project import Project


def check_all(project: Project) -> list[Finding]:
    """Return all findings of a project, in what it says and in what is rendered of it."""
    rendered = Rendered(project)
    found = {*check(project, rendered.seen), *coded("not-rendered", rendered.findings())}
    return sorted(found | set(check_documents(project, rendered.strict_documents)))


class Rendered:
    """The pages of a project and the texts of its labs, rendered."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def pages(self) -> Mapping[Place, Rendering]:
        """What was rendered of each page."""
        return {
            (language, path): self.render(language, path, page)
            for language, pages in self.project.pages.items()
            for path, page in pages.items()
        }

    @cached_property
    def seen(self) -> Mapping[Place, Seen]:
        """What a reader sees of each page and lab."""
        pages = {place: each.seen for place, each in self.pages.items() if each.seen}
        return {**pages, **self.labs}

    @cached_property
    def documents(self) -> Mapping[str, Seen]:
        """What a reader sees of each document, by path."""
        return dict(self._documents(self.project.documents))

    @cached_property
    def strict_documents(self) -> Mapping[str, Seen]:
        """Those on which every number is asked for."""
        return dict(self._documents(self.project.strict_documents))

    def _documents(self, pages: Mapping[str, Page]) -> Iterator[tuple[str, Seen]]:
        language = self.project.config.source_language
        for path, page in pages.items():
            if seen := self.render(language, path, page).seen:
                yield path, seen

    @cached_property
    def labs(self) -> Mapping[Place, Seen]:
        """What a reader sees of the texts of labs."""
        return {
            (language.code, path): seen
            for language in self.project.languages
            for path, _, source in lab_texts(self.project, language.code)
            if (seen := self.render(language.code, path, Page(source)).seen)
        }

    def findings(self) -> Iterator[Finding]:
        """Yield the claims and examples that are not rendered, and formulas that are unreadable."""
        for rendering in self.pages.values():
            yield from rendering.findings()

    def render(self, language: str, path: str, page: Page) -> Rendering:
        """Render a page, or another text in its place."""
        rendering = Rendering(self.project, language, path, page, for_readers=False)
        self.html(rendering)
        return rendering

    def html(self, rendering: Rendering) -> str:
        """Render a page and return its HTML; what was rendered is then known."""
        md = self._markdown[rendering.language]
        token = current.set(rendering)
        try:
            md.reset()
            return md.convert(rendering.page.body)
        finally:
            current.reset(token)

    @cached_property
    def _markdown(self) -> Mapping[str, Markdown]:
        languages = self.project.languages
        return {each.code: markdown_of(self.project, each.code) for each in languages}


DEFAULT_EXTENSIONS = (
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.blocks.admonition", "pymdownx.blocks.details", "pymdownx.blocks.tab"),
    *("pymdownx.details", "pymdownx.highlight", "pymdownx.superfences", "pymdownx.tabbed"),
    "evidoc",
)
"""What renders the pages of a project that no site generator builds."""


def markdown_of(project: Project, language: str) -> Markdown:
    """Return a Markdown instance with the extensions of the language's site.

    Raises:
        EvidocError: The site's configuration cannot be read.
    """
    path = project.config.languages[language].mkdocs
    if path == project.config.root / "mkdocs.yml" and not path.exists():
        tabs = {"pymdownx.tabbed": {"alternate_style": True}}
        return Markdown(extensions=DEFAULT_EXTENSIONS, extension_configs=tabs)
    from mkdocs.config import load_config
    from mkdocs.exceptions import ConfigurationError

    try:
        config = load_config(str(path), plugins=[])  # loading them takes long, and none is needed
    except ConfigurationError as error:
        name = project.config.relative(path)
        raise EvidocError([Finding(name, 1, f"cannot be read: {error}")]) from error
    return Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
    )
