"""Markdown source with everything blanked that holds no prose, offsets kept.

Python-Markdown loses line numbers, so what needs a line is found in the source. Blanking replaces
every character but the newline by a space: an offset in the blanked text is one in the source.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from urllib.parse import unquote, urlsplit

from evidoc.math.mathml import DISPLAY, FORMULA, UNCLOSED

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(
    r"^(?P<indent>[ \t>]*)(?P<fence>`{3,}+|~{3,}+)[^\n`]*+\n.*?^[ \t>]*(?P=fence)[`~]*[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_CODE_SPAN = re.compile(
    r"(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=ticks)(?!`)", re.DOTALL
)
# A formula with its lines for itself is read before claims are, all others after them.
_OWN_LINES = re.compile(
    rf"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:{DISPLAY}[ \t]*$|{UNCLOSED}(?=\n[ \t>]*\n|\Z))",
    re.MULTILINE,
)
_BOUND = re.compile(r"(?<=\])\{(?==|given\})")
_BOUND_BY_COMMENT = re.compile(r"<!--=")
_PUT_AWAY = "\x02"


def blank(text: str, *patterns: re.Pattern[str]) -> str:
    """Return ``text`` with all that ``patterns`` match replaced by spaces, one after another."""
    for pattern in patterns:
        text = pattern.sub(lambda match: _NOT_NEWLINE.sub(" ", match[0]), text)
    return text


_NOT_NEWLINE = re.compile(r"[^\n]")


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each comment begins and ends; what is never closed is none.

    A search instead of a pattern, which would look for an end from every one that has none.
    """
    end = 0
    while (start := text.find("<!--", end)) >= 0:
        close = text.find("-->", start + len("<!--"))
        if close < 0:
            return
        end = close + len("-->")
        yield start, end


def hide(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return ``text`` with all between the given offsets replaced by spaces."""
    pieces: list[str] = []
    position = 0
    for start, end in sorted(spans):
        start = max(start, position)
        if end > start:
            pieces += text[position:start], _NOT_NEWLINE.sub(" ", text[start:end])
            position = end
    return "".join([*pieces, text[position:]])


def _without_comments(text: str) -> str:
    return hide(text, comments(text))


class Source:
    """A page's text, with the offsets of its lines and its blanked forms."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def line(self, offset: int) -> int:
        """Return the line, counted from 1, that holds ``offset``."""
        return bisect_right(self._starts, offset)

    def column(self, offset: int) -> int:
        """Return the column, counted from 1, of ``offset`` in its line."""
        return offset - self._starts[self.line(offset) - 1] + 1

    @cached_property
    def prose(self) -> str:
        """The text without front matter, comments, fenced code and code spans."""
        return blank(_without_comments(blank(self.text, FRONT_MATTER, _FENCE)), _CODE_SPAN)

    @cached_property
    def without_code(self) -> str:
        """The text without front matter, fenced code and code spans; comments are in it."""
        return blank(self.text, FRONT_MATTER, _FENCE, _CODE_SPAN)

    @cached_property
    def code(self) -> list[tuple[int, int]]:
        """Where fenced code and code spans begin and end, in order."""
        text = blank(self.text, FRONT_MATTER)
        fences = [match.span() for match in _FENCE.finditer(text)]
        text = _without_comments(blank(text, _FENCE))
        return sorted([*fences, *(match.span() for match in _CODE_SPAN.finditer(text))])

    @cached_property
    def plain(self) -> str:
        """``prose`` without the formulas in which the renderer looks for no claims."""
        return blank(self.prose, _OWN_LINES)

    @cached_property
    def formula_text(self) -> str:
        """``prose`` as the renderer has it when it looks for formulas in it.

        What it has put away by then, code and claims, is marked: no formula reaches across. So
        ``$[5]{= price } and $[15]{= total }`` are prices.
        """
        marks = [start for start, _ in self.code]
        marks += [match.start() for match in _BOUND.finditer(self.plain)]
        marks += [match.start() for match in _BOUND_BY_COMMENT.finditer(self.without_code)]
        characters = list(self.prose)
        for at in marks:
            characters[at] = _PUT_AWAY
        return "".join(characters)

    @cached_property
    def without_math(self) -> str:
        """``prose`` without formulas."""
        spans = [match.span() for match in FORMULA.finditer(self.formula_text)]
        return hide(self.prose, spans)


CITATION = r"(?<!\\)\[@(?P<key>[^\]\s\[]+)\](?![(\[{])"


def find_citations(source: Source) -> Iterator[tuple[int, str]]:
    """Yield offset and key of the citations of a page, in order."""
    for match in re.finditer(CITATION, source.without_math):
        yield match.start(), match["key"]


def is_bracketed(text: str, offset: int) -> bool:
    """Return whether a citation at ``offset`` stands in brackets."""
    return text.rfind("(", 0, offset) > text.rfind(")", 0, offset)


def linked_path(page: str, target: str) -> str:
    """Return the path, below the language's folder, of what a link on a page leads to."""
    path = unquote(urlsplit(target).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
