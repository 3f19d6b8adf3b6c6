"""Links inside the site: to pages, files and anchors that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from urllib.parse import urlsplit

from evidoc.checks.seen import Place, Seen
from evidoc.core.findings import Finding
from evidoc.pages.markup import hide
from evidoc.pages.references import linked_path
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
    anchors = anchors_of(project, language, seen)
    labs = {path: name for path, name, _ in lab_texts(project, language)}
    for (code, path), page in seen.items():
        if code != language:
            continue
        name = labs.get(path) or project.page_path(language, path)
        # Elsewhere the site generator's own checks are enough, but for what ends it.
        is_strict = path in labs or path in project.strict_pages[language]
        for offset, label in _undefined_footnotes(page) if is_strict else ():
            undefined = f"the footnote [^{label}] is not defined"
            yield Finding(name, page.line(offset), undefined, f"write [^{label}]: and its text")
        for offset, target in page.links:
            message = no_address(target)
            if is_strict and not message:
                message = _dead(project, path, target, anchors, language)
            if message:
                yield Finding(name, page.line_of_link(offset, target), message, "correct the link")


def no_address(target: str) -> str | None:
    """Return what is wrong with a link that no program can read as an address."""
    try:
        urlsplit(target)
    except ValueError:
        return f"the link {target} is no address"
    return None


def _dead(
    project: Project, path: str, target: str, anchors: Mapping[str, Set[str]], language: str
) -> str | None:
    """Return what is wrong with a link on a page, if it leads inside the site and nowhere."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return None
    linked = linked_path(path, target)
    docs = project.config.languages[language].docs
    is_there = linked in anchors or (docs / linked).is_file()
    if linked.startswith("/") or not is_there:
        return f"the link {target} leads to no page"
    if parts.fragment and linked in anchors and parts.fragment not in anchors[linked]:
        return f"the link {target} leads to no heading or id of {linked}"
    return None


def anchors_of(
    project: Project, language: str, seen: Mapping[Place, Seen]
) -> Mapping[str, Set[str]]:
    """Return what links can lead to on each page and lab of a language.

    A wrong entry of the glossary is a finding itself, not every link to it as well.
    """
    shows_glossary = {path for path, page in project.pages[language].items() if page.shows_glossary}
    return {
        path: page.ids | project.glossary.ids if path in shows_glossary else page.ids
        for (code, path), page in seen.items()
        if code == language
    }
