"""Declared parameters in running text: ``[3×3]{given}``, a condition that nothing computes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidoc.pages.markup import Source

MARK = "{given}"


@dataclass(frozen=True)
class InlineGiven:
    """Visible text that a page declares as given.

    Attributes:
        line: Where the text starts.
        start: Offset of the text in the source.
        text: The visible text, as Markdown source.
    """

    line: int
    start: int
    text: str

    @property
    def end(self) -> int:
        """Offset behind the mark."""
        return self.start + len(self.text) + len("]") + len(MARK)


def read_inline_given(
    source: Source, claimed: Iterable[tuple[int, int]]
) -> Iterator[InlineGiven | tuple[int, str, str]]:
    """Yield the declared texts of a page, and line, message and mend of what is wrong.

    Args:
        source: The page.
        claimed: Where the texts of its claims begin and end.
    """
    claims = sorted(claimed)
    for match in re.finditer(re.escape(MARK), source.plain):
        offset = match.start() - 1
        line = source.line(match.start())
        opening = source.brackets.get(offset)
        if opening is None:
            yield line, f"{MARK!r} does not follow a text in brackets", "write [3×3]{given}"
            continue
        text = source.text[opening + 1 : offset]
        # Claims do not overlap: the last one that begins before the end of this one is enough.
        at = bisect_left(claims, (match.end(),))
        if at and opening < claims[at - 1][1]:
            mend = "a number is computed or given: keep one of the two"
            yield line, f"the given [{text}] and a claim stand in one another", mend
        elif MARK in text:
            yield line, f"the given [{text}] holds another one", "take one of them away"
        elif "`" in text:
            yield line, f"the given [{text}] holds code", "mark text outside of backticks"
        else:
            yield InlineGiven(source.line(opening), opening + 1, text)
