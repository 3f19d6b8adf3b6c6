"""Whether a site keeps to its glossary: it is shown, leads to pages, and its terms are used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from evidoc.checks.links import anchors_of
from evidoc.checks.seen import Place, Seen
from evidoc.core.findings import EvidocError, Finding
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
# The same in the texts of programs: what is put in, code, addresses.
_IN_TEXTS = re.compile(r"\{[^{}]*\}|`[^`\n]*`|\]\([^)\s]*\)")


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


@dataclass(frozen=True)
class _Said:
    """A text that readers see, with its place.

    Attributes:
        path: Its file, as findings show it.
        written: The text as it is written.
        names: What in it is a name of programs.
        line: Maps an offset in it to a line of the file.
    """

    path: str
    written: str
    names: re.Pattern[str]
    line: Callable[[int], int]

    @cached_property
    def text(self) -> str:
        """The text without names of programs."""
        return blank(self.written, self.names)

    @cached_property
    def folded(self) -> str:
        """What is written, without a difference of large and small letters."""
        return self.written.casefold()


def _avoided(project: Project, language: str) -> Iterator[Finding]:
    said = [*_said_on_pages(project, language), *_said_by_programs(project, language)]
    everything = "\n".join(each.folded for each in said)
    for entry in project.glossary.entries:
        wording = entry.wordings[language]
        # A pattern takes ten times as long to say that it finds nothing.
        avoided = [(name, name.casefold().split()) for name in wording.avoid]
        avoided = [(name, words) for name, words in avoided if _holds(everything, words)]
        if not avoided:
            continue
        # A term may stand beside its other name: "수용 영역(receptive field)".
        explained = re.compile(rf"{re.escape(wording.term)}\([^)\n]*\)")
        for each in said:
            names = [name for name, words in avoided if _holds(each.folded, words)]
            text = blank(each.text, explained) if names else ""
            for name in names:
                for match in pattern_of(name).finditer(text):
                    message = f"{match[0]!r} is called {wording.term!r} in the glossary"
                    yield Finding(each.path, each.line(match.start()), message, "reword it")


def _holds(text: str, words: Iterable[str]) -> bool:
    return all(word in text for word in words)


def _said_on_pages(project: Project, language: str) -> Iterator[_Said]:
    for name, page in project.pages[language].items():
        path = project.page_path(language, name)
        yield _Said(path, page.source.prose, _IN_NAMES, page.source.line)


def _said_by_programs(project: Project, language: str) -> Iterator[_Said]:
    """Yield what figures, outputs and comments say: in the programs, or in their catalogs."""
    programs = project.programs
    if language == project.config.source_language:
        for name, snippet in project.snippets.items():
            with suppress(EvidocError):  # what is wrong with a program is a finding of its own
                for each in programs.texts(name):
                    if each.proposed and not snippet.in_page:
                        yield _said(snippet.program.path, each.id, each.line)
        return
    for topic in programs.topics(language):
        with suppress(EvidocError):
            catalog = programs.catalog(language, topic)
            for entry in catalog.entries.values():
                yield _said(catalog.path, entry.string, entry.line, lines=False)


def _said(path: str, text: str, first: int, *, lines: bool = True) -> _Said:
    """Return a text of a program; a catalog writes one on lines of its own making."""
    return _Said(path, text, _IN_TEXTS, lambda at: first + lines * text.count("\n", 0, at))
