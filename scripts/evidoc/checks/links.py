"""Links inside the site: to pages, files and anchors that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from evidoc.core.findings import Finding
from evidoc.pages.markup import Source, find_links, linked_path
from evidoc.pages.page import Page
from evidoc.project.labs import lab_texts
from evidoc.project.project import Project

_ID = re.compile(r"\{:?[^}\n]*#(?P<attribute>[\w-]+)[^}\n]*\}|\bid=\"(?P<html>[^\"]+)\"")


_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\](?P<defines>:)?")


def _undefined_footnotes(source: Source) -> Iterator[tuple[int, str]]:
    """Yield offset and label of footnotes that Markdown would show as they are written."""
    found = list(_FOOTNOTE.finditer(source.plain))
    defined = {match["label"] for match in found if match["defines"]}
    for match in found:
        if match["label"] not in defined:
            yield match.start(), match["label"]


def check_links(project: Project, language: str) -> Iterator[Finding]:
    """Yield the links and footnotes of a language's pages and labs that lead nowhere."""
    pages = project.pages[language]
    docs = project.config.languages[language].docs
    anchors = {path: anchors_of(project, page) for path, page in pages.items()}
    sources = [
        (path, project.page_path(language, path), page.source) for path, page in pages.items()
    ]
    sources += lab_texts(project, language)
    for path, name, source in sources:
        for offset, label in _undefined_footnotes(source):
            undefined = f"the footnote [^{label}] is not defined"
            yield Finding(name, source.line(offset), undefined, f"write [^{label}]: and its text")
        for offset, target in find_links(source):
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            linked = linked_path(path, target)
            message = None
            if linked.startswith("/") or not (linked in pages or (docs / linked).is_file()):
                message = f"the link {target} leads to no page"
            elif parts.fragment and linked in pages and parts.fragment not in anchors[linked]:
                message = f"the link {target} leads to no heading or id of {linked}"
            if message:
                yield Finding(name, source.line(offset), message, "correct the link")


def anchors_of(project: Project, page: Page) -> set[str]:
    """Return the ids on a page that a link can lead to."""
    anchors = {m["attribute"] or m["html"] for m in _ID.finditer(page.source.prose)}
    if page.shows_glossary:
        anchors |= project.glossary.ids
    return anchors
