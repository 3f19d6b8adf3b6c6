"""Links inside the site: to pages, files and anchors that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from evidoc.checks.seen import Place, Seen
from evidoc.core.findings import Finding
from evidoc.pages.markup import hide, linked_path
from evidoc.project.labs import lab_texts
from evidoc.project.project import Project

_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\]")


def _undefined_footnotes(seen: Seen) -> Iterator[tuple[int, str]]:
    """Yield offset and label of footnotes that are shown as they are written."""
    for match in _FOOTNOTE.finditer(hide(seen.text, seen.code)):
        yield match.start(), match["label"]


def check_links(project: Project, language: str, seen: Mapping[Place, Seen]) -> Iterator[Finding]:
    """Yield the links and footnotes of a language's pages and labs that lead nowhere.

    Args:
        project: The project.
        language: The language.
        seen: What a reader sees of each page and lab.
    """
    pages = project.pages[language]
    docs = project.config.languages[language].docs
    labs = {path: name for path, name, _ in lab_texts(project, language)}
    for (code, path), page in seen.items():
        if code != language:
            continue
        name = labs.get(path) or project.page_path(language, path)
        for offset, label in _undefined_footnotes(page):
            undefined = f"the footnote [^{label}] is not defined"
            yield Finding(name, page.line(offset), undefined, f"write [^{label}]: and its text")
        for offset, target in page.links:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            linked = linked_path(path, target)
            message = None
            if linked.startswith("/") or not (
                linked in pages or linked == path or (docs / linked).is_file()
            ):
                message = f"the link {target} leads to no page"
            elif (
                parts.fragment
                and (there := seen.get((language, linked)))
                and parts.fragment not in there.ids
            ):
                message = f"the link {target} leads to no heading or id of {linked}"
            if message:
                yield Finding(name, page.line_of_link(offset, target), message, "correct the link")
