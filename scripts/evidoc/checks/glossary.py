"""Whether the pages keep to the glossary: it is shown, leads to pages, and its terms are used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from evidoc.checks.links import anchors_of
from evidoc.checks.seen import Place, Seen
from evidoc.core.findings import Finding
from evidoc.pages.markup import blank
from evidoc.project.glossary import pattern_of
from evidoc.project.project import Project

# What is written in the names of programs and files, and no reader sees: expressions, what a block
# is bound to and how, ids and addresses.
_IN_NAMES = re.compile(
    r"\{[=#](?:[^{}]|\{[^{}]*\})*\}|\]\([^)\s]*\)"
    r"|^[ \t]*///.*$"
    r"|^[ \t]+(?:data|every|for|part|value|when|where):.*$",
    re.MULTILINE,
)


def check_glossary(project: Project, seen: Mapping[Place, Seen]) -> Iterator[Finding]:
    """Yield what is wrong in the glossary's file, and on pages that do not keep to it."""
    yield from project.glossary.findings
    path = project.glossary.path
    anchors = {language: anchors_of(project, language, seen) for language in project.pages}
    for entry in project.glossary.entries:
        for language, pages in project.pages.items():
            linked, _, anchor = entry.page.partition("#")
            message = None
            if linked and linked not in pages:
                message = f"there is no {project.page_path(language, linked)}"
            elif anchor and anchor not in anchors[language].get(linked, {anchor}):
                message = f"{project.page_path(language, linked)} has no #{anchor}"
            if message:
                yield Finding(path, entry.line, f"[{entry.id}] page: {message}", "correct it")
    for language, pages in project.pages.items():
        if project.glossary.entries and not any(page.shows_glossary for page in pages.values()):
            yield Finding(path, 1, f"no page in {language} shows it", "write /// glossary on one")
        for name, page in pages.items():
            if page.shows_glossary and not project.config.glossary:
                message = "there is no glossary to show"
                yield Finding(project.page_path(language, name), 1, message, "write glossary.toml")
        yield from _avoided(project, language)


def _avoided(project: Project, language: str) -> Iterator[Finding]:
    said = {
        path: blank(page.source.prose, _IN_NAMES) for path, page in project.pages[language].items()
    }
    for entry in project.glossary.entries:
        wording = entry.wordings[language]
        # A term may stand beside its other name: "수용 영역(receptive field)".
        explained = re.compile(rf"{re.escape(wording.term)}\([^)\n]*\)")
        for name in wording.avoid:
            for path, page in project.pages[language].items():
                for match in pattern_of(name).finditer(blank(said[path], explained)):
                    line = page.source.line(match.start())
                    message = f"{match[0]!r} is called {wording.term!r} in the glossary"
                    yield Finding(project.page_path(language, path), line, message, "reword it")
