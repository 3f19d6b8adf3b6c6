"""What readers of text get of a language: ``llms.txt``, and its pages as Markdown.

See <https://llmstxt.org>: a title, a summary, and lists of links with a description each, which
lead to a Markdown file beside each page. ``llms-full.txt`` is all of them in one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from evidoc.project.project import Project
from evidoc.site.lab_page import LabFile
from evidoc.site.plain_page import PlainPage

NAME = "llms.txt"
FULL = "llms-full.txt"

Groups = Mapping[str, list[Page]]
"""Title of a section to its pages."""


def write_llms(
    config: MkDocsConfig, nav: Navigation, files: Files, project: Project, language: str
) -> None:
    """Write the files of one language into its folder, but those that an author wrote.

    Args:
        config: The configuration of the language.
        nav: Its navigation, with pages that have their titles.
        files: All its files.
        project: The project.
        language: The code of the language.
    """
    groups = _groups(config, nav)
    texts = {}
    for page in (page for group in groups.values() for page in group):
        text = _text(page, config, files, project, language)
        texts[_beside(page)] = text
    texts[FULL] = "\n".join(texts.values())
    texts[NAME] = "\n".join(_lines(config, groups)) + "\n"
    for name, text in texts.items():
        if not Path(config.docs_dir, name).is_file():
            Path(config.site_dir, name).write_text(text, "utf-8", newline="\n")


def _groups(config: MkDocsConfig, nav: Navigation) -> Groups:
    groups: dict[str, list[Page]] = {}
    for item in nav.items:
        if isinstance(item, Section):
            groups.setdefault(str(item.title), []).extend(_pages(item))
        elif isinstance(item, Page):
            groups.setdefault(config.site_name, []).append(item)
    return groups


def _pages(section: Section) -> Iterator[Page]:
    for child in section.children:
        if isinstance(child, Page):
            yield child
        elif isinstance(child, Section):
            yield from _pages(child)


def _beside(page: Page) -> str:
    """Return the address of a page's Markdown, below the root of its language."""
    return f"{page.file.dest_uri}.md"


def _text(page: Page, config: MkDocsConfig, files: Files, project: Project, language: str) -> str:
    plain = PlainPage(project, language, page.file.src_uri, _lead(page, config, files))
    if isinstance(page.file, LabFile):
        return plain.lab(page.file.cells)
    if page.file.src_uri not in project.pages[language]:  # another plugin has written it
        return page.markdown or ""
    return plain.text()


def _lead(page: Page, config: MkDocsConfig, files: Files) -> Callable[[str], str | None]:
    """Return what leads from a page's Markdown to what the site has."""

    def lead(path: str) -> str | None:
        file = files.get_file_from_path(path)
        if file is None:
            return None
        if config.site_url:
            return urljoin(config.site_url, file.url)
        return get_relative_url(file.url, page.file.dest_uri)

    return lead


def _lines(config: MkDocsConfig, groups: Groups) -> Iterator[str]:
    yield f"# {config.site_name}"
    if config.site_description:
        yield f"\n> {config.site_description}"
    root = config.site_url or ""
    for title, pages in groups.items():
        yield f"\n## {title}\n"
        for page in pages:
            yield _link(str(page.title), urljoin(root, _beside(page)), page.meta)
    yield "\n## Optional\n"
    yield _link(FULL, urljoin(root, FULL), {})
    for other in config.extra.get("alternate", []):
        if other["link"]:
            yield _link(other["name"], urljoin(root, other["link"] + NAME), {})


def _link(title: str, url: str, about: Mapping[str, object]) -> str:
    said = " ".join(str(about.get("description", "")).split())
    return f"- [{title}]({url})" + (f": {said}" if said else "")
