"""A plain map of a language's pages for language models and other readers of text: ``llms.txt``.

See <https://llmstxt.org>: a title, a summary, and lists of links with a description each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

NAME = "llms.txt"


def write_llms(config: MkDocsConfig, nav: Navigation) -> None:
    """Write the map of one language into its folder, unless an author wrote one.

    Args:
        config: The configuration of the language.
        nav: Its navigation, with pages that have their titles.
    """
    if not Path(config.docs_dir, NAME).is_file():
        text = "\n".join(_lines(config, nav)) + "\n"
        Path(config.site_dir, NAME).write_text(text, "utf-8", newline="\n")


def _lines(config: MkDocsConfig, nav: Navigation) -> Iterator[str]:
    yield f"# {config.site_name}"
    if config.site_description:
        yield f"\n> {config.site_description}"
    groups: dict[str, list[Page]] = {}
    for item in nav.items:
        if isinstance(item, Section):
            groups.setdefault(str(item.title), []).extend(_pages(item))
        elif isinstance(item, Page):
            groups.setdefault(config.site_name, []).append(item)
    for title, pages in groups.items():
        yield f"\n## {title}\n"
        for page in pages:
            yield _link(str(page.title), page.canonical_url or page.url or "./", page.meta)
    others = [other for other in config.extra.get("alternate", []) if other["link"]]
    if others:
        yield "\n## Optional\n"
    for other in others:
        yield _link(other["name"], urljoin(config.site_url or "", other["link"] + NAME), {})


def _pages(section: Section) -> Iterator[Page]:
    for child in section.children:
        if isinstance(child, Page):
            yield child
        elif isinstance(child, Section):
            yield from _pages(child)


def _link(title: str, url: str, about: Mapping[str, object]) -> str:
    said = " ".join(str(about.get("description", "")).split())
    return f"- [{title}]({url})" + (f": {said}" if said else "")
