"""The ordinals of headings and lists: consecutive, so that they state nothing of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Ordinal:
    """The number before a heading or a list item.

    Attributes:
        start: Offset of its first digit.
        end: Offset behind its full stop.
        text: As written, without the stop.
        expected: What would be consecutive.
    """

    start: int
    end: int
    text: str
    expected: str


def find_ordinals(prose: str) -> list[Ordinal]:
    """Return the ordinals of a page's prose, right or wrong."""
    return [*_headings(prose), *_items(prose)]


_HEADING = re.compile(
    r"^[ ]{0,3}(?P<marks>#{1,6})[ \t]+(?:(?P<number>\d+(?:\.\d+)*)(?P<stop>[.)]?)[ \t])?",
    re.MULTILINE,
)


def _headings(prose: str) -> Iterator[Ordinal]:
    """Yield the ordinals of headings; those below a heading count anew, "2.1" behind "2."."""
    counts = [0] * 7
    numbers = [""] * 7
    for match in _HEADING.finditer(prose):
        level = len(match["marks"])
        counts[level + 1 :] = [0] * (6 - level)
        numbers[level:] = [""] * (7 - level)
        number = match["number"]
        if not number or not (match["stop"] or "." in number):
            continue
        counts[level] += 1
        expected = str(counts[level])
        if "." in number:
            above = next(
                (numbers[upper] for upper in range(level - 1, 0, -1) if numbers[upper]), ""
            )
            expected = f"{above}.{expected}" if above else expected
        numbers[level] = number
        yield Ordinal(match.start("number"), match.end("stop"), number, expected)


_LINE = re.compile(r"(?P<indent>[ \t>]*)(?:(?P<number>\d+)\.(?=[ \t]+\S)|(?P<other>\S))")
_ENDS_LISTS = re.compile(r"#{1,6}\s|/{3,}|<|\|")


def _items(prose: str) -> Iterator[Ordinal]:
    """Yield the markers of ordered lists; Markdown shows each list numbered from one."""
    last: dict[int, int] = {}
    is_new_block, is_list = True, False
    offset = 0
    for line in prose.splitlines(keepends=True):
        match = _LINE.match(line)
        ends_lists = _ENDS_LISTS.match(line.lstrip(" \t>")) is not None
        indent = len(match["indent"].expandtabs(4)) if match else 0
        if match and match["number"] and (is_new_block or is_list):
            last = {column: number for column, number in last.items() if column <= indent}
            expected = str(last.get(indent, 0) + 1)
            last[indent] = int(match["number"])
            start, end = match.span("number")
            yield Ordinal(offset + start, offset + end + 1, match["number"], expected)
            is_list = True
        elif match and (is_new_block or ends_lists):
            last = {column: number for column, number in last.items() if column < indent}
            is_list = False
        is_new_block = match is None or ends_lists
        offset += len(line)
