"""Markdown files beside the pages: those that settings name, and those that pages include."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evidoc.core.findings import EvidocError, Finding
from evidoc.pages.page import Page
from evidoc.project.config import Config
from evidoc.project.included import bases_of, included_files
from evidoc.project.page_files import Pages, read_page


@dataclass(frozen=True)
class Documents:
    """The documents of a project.

    Attributes:
        pages: What they hold, by path below the root; pages of the site are not among them.
        included: Language and path of a page to the paths of the documents that it includes.
        unreadable: Findings for those that cannot be read.
    """

    pages: dict[str, Page]
    included: Mapping[tuple[str, str], list[str]]
    unreadable: list[Finding]


def read_documents(config: Config, pages: Pages) -> Documents:
    """Read the documents; one that is included has the language and topic of the first page."""
    included = _included(config, pages)
    includer = {file: page for page, files in reversed(included.items()) for file in files}
    of_site = {config.languages[code].docs / path for code in pages for path in pages[code]}
    named = {path for each in config.documents for path in config.root.glob(each)}
    found: dict[str, Page] = {}
    unreadable: list[Finding] = []
    for path in sorted({*named, *includer} - of_site):
        if not path.is_file():
            continue
        language, topic = config.source_language, None
        if path in includer:
            language, page = includer[path]
            topic = pages[language][page].meta.get("topic")
        name = config.relative(path)
        try:
            found[name] = read_page(path, name, language, topic)
        except EvidocError as error:
            unreadable += error.findings
    names = {
        page: [name for file in files if (name := config.relative(file)) in found]
        for page, files in included.items()
    }
    return Documents(found, names, unreadable)


def _included(config: Config, pages: Pages) -> dict[tuple[str, str], list[Path]]:
    """Return the files that each page includes which includes any, those of the project."""
    found: dict[tuple[str, str], list[Path]] = {}
    for code, of_language in pages.items():
        including = {path: page for path, page in of_language.items() if page.includes}
        bases = bases_of(config.root, config.languages[code].mkdocs) if including else []
        for path, page in including.items():
            files = included_files(page.source.prose, bases)
            found[code, path] = [file for file in files if config.root in file.parents]
    return found
