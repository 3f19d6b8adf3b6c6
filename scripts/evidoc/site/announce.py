"""Gathers what there is to say of a page, for its head: from MkDocs, the project and Git."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

from evidoc.project.config import Language
from evidoc.project.project import Project
from evidoc.site.head import About
from evidoc.site.languages import folder

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def source_of(project: Project, language: Language, page: Page) -> str:
    """Return the file that an author edits for a page, below the project's root."""
    name = page.file.src_uri.removesuffix(".ipynb")
    if name in project.snippets:  # a lab
        return project.config.relative(project.snippets[name].path)
    return project.page_path(language.code, page.file.src_uri)


def about(
    project: Project,
    language: Language,
    page: Page,
    config: MkDocsConfig,
    revised: Mapping[str, str],
) -> About:
    """Return what the head of a page says.

    Args:
        project: The project.
        language: The page's language.
        page: The page.
        config: The configuration of the language. ``extra.card`` names the picture that stands
            for the site, below the root of the language, a PNG.
        revised: The day of the last change by file.
    """
    size, card = (0, 0), str(config.extra.get("card", ""))
    if card and config.site_url:
        size = _size(Path(config.site_dir, card))
        card = config.site_url + card
    return About(
        title=_plain(str(page.title)),
        description=str(page.meta.get("description") or config.site_description or ""),
        language=language.code,
        site=config.site_name,
        address=page.url,
        url=page.canonical_url or "",
        languages=dict(_languages(project, language, page, config)),
        path=list(_path(page, config)),
        revised=revised.get(source_of(project, language, page), ""),
        author=config.site_author or "",
        card=card if size[0] else "",
        size=size,
    )


def first_paragraph(html: str) -> str:
    """Return the text of the first paragraph of a page, to stand for its description."""
    found = _PARAGRAPH.search(html)
    return _plain(found[1]) if found else ""


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())


def _languages(
    project: Project, language: Language, page: Page, config: MkDocsConfig
) -> Iterator[tuple[str, str]]:
    """Yield the languages that have the page, with its address in each."""
    if not config.site_url:
        return
    root = config.site_url.removesuffix(folder(project.config, language))
    name = page.file.src_uri
    for other in project.languages:
        if name in project.pages[other.code] or name.removesuffix(".ipynb") in project.snippets:
            yield other.code, root + folder(project.config, other) + page.url


def _path(page: Page, config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Yield title and address of the home page, of what the page lies below, and of itself."""
    if not config.site_url:
        return
    if not page.is_homepage:
        yield config.site_name, config.site_url
    for above in reversed(list(page.ancestors)):
        index = _index(above)
        if index and index is not page:
            yield str(above.title), index.canonical_url or ""
    yield _plain(str(page.title)), page.canonical_url or ""


def _index(section: object) -> Page | None:
    """Return the page that a section of the navigation leads to, None if it has none."""
    children = section.children if isinstance(section, Section) else []
    return next((each for each in children if isinstance(each, Page) and each.is_index), None)


def _size(png: Path) -> tuple[int, int]:
    """Return width and height of a picture, (0, 0) if it is no PNG."""
    try:
        head = png.read_bytes()[:24]
    except OSError:
        return 0, 0
    return struct.unpack(">II", head[16:24]) if head.startswith(b"\x89PNG") else (0, 0)
