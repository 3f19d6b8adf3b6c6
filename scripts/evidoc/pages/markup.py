"""Markdown source with everything blanked that holds no prose, offsets kept.

Python-Markdown loses line numbers, so what needs a line is found in the source. Blanking replaces
every character but the newline by a space: an offset in the blanked text is one in the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from evidoc.math.mathml import DISPLAY, FORMULA, UNCLOSED, MathFormula, formula_of
from evidoc.pages.nesting import matching_brackets

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
# A formula with its lines for itself is read before claims are, all others after them.
_OWN_LINES = re.compile(
    rf"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:{DISPLAY}[ \t]*$|{UNCLOSED}(?=\n[ \t>]*\n|\Z))",
    re.MULTILINE,
)
_BOUND = re.compile(r"(?<=\])\{(?==|given\})")
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


_FENCE_LINE = re.compile(r"^[ \t>]*(?P<fence>`{3,}+|~{3,}+)(?P<info>[^\n]*)$", re.MULTILINE)


def fences(text: str) -> list[tuple[int, int]]:
    """Return where fenced code begins and ends; a fence that is never closed is none."""
    lines = list(_FENCE_LINE.finditer(text))
    closes = [not line["info"].rstrip(" \t").strip("`~") for line in lines]
    # The longest fence from each line on that closes one of its sign.
    longest = [{"`": 0, "~": 0}]
    for line, is_end in zip(reversed(lines), reversed(closes), strict=True):
        sign, length = line["fence"][0], len(line["fence"])
        longest.append({**longest[-1], sign: max(longest[-1][sign], length * is_end)})
    longest.reverse()
    found = []
    position = 0
    while position < len(lines):
        opening = lines[position]
        position += 1
        fence = opening["fence"]
        if "`" in opening["info"] or longest[position][fence[0]] < len(fence):
            continue
        while not (closes[position] and lines[position]["fence"].startswith(fence)):
            position += 1
        found.append((opening.start(), lines[position].end()))
        position += 1
    return found


_TICKS = re.compile(r"``*|\n\s*\n")  # by the first character of each, places are found at once


def code_spans(text: str) -> list[tuple[int, int]]:
    """Return where code spans begin and end: as many backticks on both sides, in one paragraph."""
    runs = list(_TICKS.finditer(text))
    partners: list[int | None] = []
    ahead: dict[str, int] = {}
    for position in range(len(runs) - 1, -1, -1):
        ticks = runs[position][0]
        if ticks[0] == "\n":
            ahead.clear()
        partners.append(ahead.get(ticks))
        ahead[ticks] = position
    partners.reverse()
    found = []
    position = 0
    while position < len(runs):
        opening, partner = runs[position], partners[position]
        position += 1
        is_escaped = opening.start() and text[opening.start() - 1] == "\\"
        if opening[0][0] == "`" and partner is not None and not is_escaped:
            found.append((opening.start(), runs[partner].end()))
            position = partner + 1
    return found


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

    def __reduce__(self) -> tuple[type[Source], tuple[str]]:
        """Say how another process makes it again: of its text, without what was found in it."""
        return type(self), (self.text,)

    def line(self, offset: int) -> int:
        """Return the line, counted from 1, that holds ``offset``."""
        return bisect_right(self._starts, offset)

    def line_start(self, offset: int) -> int:
        """Return the offset at which the line begins that holds ``offset``."""
        return self._starts[self.line(offset) - 1]

    def column(self, offset: int) -> int:
        """Return the column, counted from 1, of ``offset`` in its line."""
        return offset - self.line_start(offset) + 1

    @cached_property
    def _fences(self) -> tuple[str, list[tuple[int, int]]]:
        """The text without front matter, and where fenced code begins and ends in it."""
        text = blank(self.text, FRONT_MATTER)
        return text, fences(text)

    @cached_property
    def _without_fences(self) -> str:
        return hide(*self._fences)

    @cached_property
    def with_spans(self) -> str:
        """The text without front matter, comments and fenced code; code spans are in it."""
        return _without_comments(self._without_fences)

    @cached_property
    def prose(self) -> str:
        """The text without front matter, comments, fenced code and code spans."""
        return hide(self.with_spans, self._spans)

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return code_spans(self.with_spans)

    @cached_property
    def without_code(self) -> str:
        """The text without front matter, fenced code and code spans; comments are in it."""
        if self.with_spans == self._without_fences:
            return self.prose
        return hide(self._without_fences, code_spans(self._without_fences))

    @cached_property
    def code(self) -> list[tuple[int, int]]:
        """Where fenced code and code spans begin and end, in order."""
        return sorted([*self._fences[1], *self._spans])

    @cached_property
    def comments(self) -> list[tuple[int, int]]:
        """Where comments outside of code begin and end, in order."""
        return list(comments(self.without_code))

    @cached_property
    def plain(self) -> str:
        """``prose`` without the formulas in which the renderer looks for no claims."""
        return blank(self.prose, _OWN_LINES) if "$$" in self.prose else self.prose

    @cached_property
    def brackets(self) -> dict[int, int]:
        """The brackets of ``plain`` that match: offset of each closing one to its opening one."""
        return matching_brackets(self.plain)

    @cached_property
    def formula_text(self) -> str:
        """``prose`` as the renderer has it when it looks for formulas in it.

        What it has put away by then, code and claims, is marked: no formula reaches across. So
        ``$[5]{= price } and $[15]{= total }`` are prices.
        """
        marks = [start for start, _ in self.code]
        marks += [match.start() for match in _BOUND.finditer(self.plain)]
        marks += [start for start, _ in self.comments if self.text.startswith("<!--=", start)]
        pieces: list[str] = []
        position = 0
        for at in sorted(set(marks)):
            pieces += self.prose[position:at], _PUT_AWAY
            position = at + 1
        return "".join([*pieces, self.prose[position:]])

    @cached_property
    def formulas(self) -> tuple[MathFormula, ...]:
        """The formulas, in order."""
        return tuple(map(formula_of, self._formulas))

    @cached_property
    def _formulas(self) -> list[re.Match[str]]:
        return list(FORMULA.finditer(self.formula_text)) if "$" in self.prose else []

    @cached_property
    def without_math(self) -> str:
        """``prose`` without formulas."""
        return hide(self.prose, [match.span() for match in self._formulas])
