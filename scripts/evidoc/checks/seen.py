"""What a reader sees of a page: the text of what was rendered, with its places in the source.

The renderer alone decides what is seen; the source is asked for lines only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial

from evidoc.pages.markup import FRONT_MATTER, Source, blank
from evidoc.pages.page import Claim

Span = tuple[int, int]
"""Where a piece of the seen text begins and ends."""

Place = tuple[str, str]
"""A page of a project: its language, and its path below the folder of that language."""


@dataclass(frozen=True)
class SeenHeading:
    """A heading: its level, its id (perhaps the generator's own slug), and where its text is."""

    level: int
    id: str
    span: Span


@dataclass(frozen=True)
class SeenFormula:
    """A formula: its LaTeX, and where that stands in the seen text."""

    latex: str
    span: Span
    is_display: bool


@dataclass(frozen=True)
class SeenPart:
    """A thing that a page is made of: where it begins, what it is, and what it is like."""

    start: int
    kind: str
    what: str


@dataclass
class SeenClaim:
    """A claim and the pieces of text that it binds: the cells of a table, say, without headers."""

    claim: Claim
    spans: list[Span] = field(default_factory=list)


@dataclass
class Seen:
    """A rendered page as its reader sees it.

    Attributes:
        source: The Markdown that was rendered.
        text: All text; a line for each block, and one for each title and text alternative.
        claims: The claims, in order.
        given: The texts that are marked as given.
        formulas: The formulas, in order; they stand in ``text`` as LaTeX between dollar signs.
        headings: The headings, in order.
        items: The items of ordered lists: where the text begins, and the place of each in its list.
        code: Code in running text and in blocks.
        links: Where the text of a link begins, and its target as written.
        parts: The tables, lists, links and the like, in order.
        ids: What a link can lead to.
        unclosed: A comment or an unseen element, from its start, that hides the rest of the page.
    """

    source: Source
    text: str = ""
    claims: list[SeenClaim] = field(default_factory=list)
    given: list[Span] = field(default_factory=list)
    formulas: list[SeenFormula] = field(default_factory=list)
    headings: list[SeenHeading] = field(default_factory=list)
    items: list[tuple[int, int]] = field(default_factory=list)
    code: list[Span] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    parts: list[SeenPart] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    unclosed: str = ""
    runs: list[tuple[int, int, int | None]] = field(default_factory=list)
    """Pieces without markup inside: begin, end, and where in the source to look from, if known."""

    def line(self, offset: int) -> int:
        """Return the line of the source, from 1, of an offset in ``text``."""
        return self.source.line(self.origin(offset))

    def origin(self, offset: int) -> int:
        """Return the place in the source of an offset in ``text``, as well as it can be told."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return 0
        start, place = self._places[index]
        end = len(self.source.text)
        return min(place + offset - start, end)

    def line_of_link(self, offset: int, target: str) -> int:
        """Return the line of a link by its text, or by its target where that stands elsewhere."""
        at = self.origin(offset)
        found = self.source.text.find(target, at)
        return self.source.line(found if found >= 0 else at)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._places]

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        """Where the lines of all runs begin, here and in the source."""
        return list(_look_up(self.source, self.text, sorted(self.runs, key=lambda run: run[0])))


# What is markup, and so not the place of a text that reads the same.
_MARKUP = re.compile(
    r"(?<=\])\{=[^{}\n]*\}|(?<=\])\((?:[^()\s]|\([^()\s]*\))+|\{:?[ ]*[#.][^}\n]*\}|\[\^[^\]\n]+\]"
    r"|<!--.*?-->|^[ \t>]*\d+[.)](?=[ \t])|</?[A-Za-z][\w-]*|^[ \t]*[`~]{3,}.*$"
    r"|^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S+|^///[ \t]*\w+.*$",
    re.MULTILINE | re.DOTALL,
)
_LINE = re.compile(r"\S(?:.*\S)?")
_WORD = re.compile(r"\w+")
_NEAR = 4096
"""So many characters are looked through first: a text is mostly just behind the one before it."""
_DISTINCT = 8
"""A text of so many characters that stands once in the source is surely that."""


def _look_up(
    source: Source, text: str, runs: Sequence[tuple[int, int, int | None]]
) -> Iterator[tuple[int, int]]:
    plain = blank(source.text, FRONT_MATTER, _MARKUP)
    haystacks = (plain, source.text)
    lines = [
        (match.start(), match[0], hint)
        for start, end, hint in runs
        for match in _LINE.finditer(text, start, end)
        if _WORD.search(match[0])
    ]
    once = lru_cache(None)(partial(_found_once, plain))
    sure = [
        once(words) if hint is None else _found_from(plain, words, hint) for _, words, hint in lines
    ]
    limits = _next_of(sure, len(source.text))
    position = 0
    for (start, words, _), known, limit in zip(lines, sure, limits, strict=True):
        place = known
        ahead = limit if limit >= position else len(source.text)
        near = min(ahead, position + _NEAR)
        ranges = [(position, near), (position, ahead), (position, None), (0, None)]
        if place is None:
            place = _find(haystacks, words, ranges)
        if place is not None:
            yield start, place
            position = place + len(words)
            continue
        for word in _WORD.finditer(words):  # between escapes and entities
            near = min(ahead, position + _NEAR)
            ranges = [(position, near), (position, ahead), (position, None), (0, None)]
            place = _find(haystacks, word[0], ranges)
            position = position if place is None else place
            yield start + word.start(), position


def _found_from(plain: str, words: str, hint: int) -> int:
    found = plain.find(words, hint)
    return found if found >= 0 else hint


def _found_once(plain: str, words: str) -> int | None:
    """Return the place of a text that is long enough to be itself, if it stands there once."""
    if len(words) < _DISTINCT:
        return None
    found = plain.find(words)
    return found if found >= 0 and plain.find(words, found + 1) < 0 else None


def _next_of(sure: Sequence[int | None], end: int) -> list[int]:
    """Return for each line where the next one that is sure begins."""
    limits = []
    for known in reversed(sure):
        limits.append(end)
        end = known if known is not None else end
    return limits[::-1]


def _find(
    haystacks: Iterable[str], words: str, ranges: Iterable[tuple[int, int | None]]
) -> int | None:
    haystacks = tuple(haystacks)
    for start, end in ranges:
        for haystack in haystacks:
            found = haystack.find(words, start, end)
            if found >= 0:
                return found
    return None
