"""Which Markdown files are the pages of a site, and what they hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from evidoc.core.findings import EvidocError, Finding
from evidoc.core.words import decimal_sign
from evidoc.examples.source import read_source
from evidoc.pages.page import Page
from evidoc.pages.scan import scan
from evidoc.project.config import Config, Language
from evidoc.project.left_out import left_out

Pages = dict[str, dict[str, Page]]
"""Language code to the pages of that language, by path below its folder."""


def read_pages(config: Config) -> tuple[Pages, list[Finding]]:
    """Return the pages of every language, and findings for those that cannot be read."""
    pages: Pages = {}
    unreadable: list[Finding] = []
    for language in config.languages.values():
        pages[language.code] = {}
        for path in _files_of(language):
            try:
                page = read_page(path, config.relative(path), language.code)
            except EvidocError as error:
                unreadable += error.findings
                continue
            pages[language.code][path.relative_to(language.docs).as_posix()] = page
    return pages, unreadable


def read_page(path: Path, name: str, language: str, topic: str | None = None) -> Page:
    """Read one page or document.

    Args:
        path: Its file.
        name: The file as findings show it.
        language: The language that it is written in.
        topic: The topic of what it names without one, unless it says so itself.

    Raises:
        EvidocError: It cannot be read, or is not UTF-8.
    """
    return _scan(read_source(path, name), topic, decimal_sign(language))


@lru_cache(maxsize=1024)
def _scan(text: str, topic: str | None, decimal: str) -> Page:
    return scan(text, topic, decimal)


def _files_of(language: Language) -> Iterator[Path]:
    if not language.has_pages:
        return
    leaves_out = left_out(language.mkdocs)
    for path in sorted(language.docs.rglob("*.md")):
        is_left_out = leaves_out.match_file(path.relative_to(language.docs).as_posix())
        # Of a README.md and an index.md side by side MkDocs takes the second.
        is_second = path.name == "README.md" and path.with_name("index.md").is_file()
        if not (is_left_out or is_second):
            yield path
