"""The ordinals of headings and lists: consecutive, so that they state nothing of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidoc.checks.seen import Seen, Span
from evidoc.pages.page import Problem


@dataclass(frozen=True)
class Ordinal:
    """The number before a heading or a list item.

    Attributes:
        start: Where it stands in the source.
        line: Its line.
        text: As written, without the stop.
        expected: What would be consecutive.
    """

    start: int
    line: int
    text: str
    expected: str


def check_ordinals(seen: Seen) -> Iterator[Problem]:
    """Yield the ordinals that are not consecutive, or not shown as they are written."""
    # Looking for the place of each takes long, and most are as they have to be.
    written = [each["number"] for each in _MARKER.finditer(seen.source.prose)]
    others = [number for number in written if number != "1"]
    is_as_written = others in ([], [str(shown) for _, shown in seen.items if shown != 1])
    for at, text, expected in _headings(seen):
        if text != expected:
            yield _problem(seen.line(at), text, expected)
    for each in () if is_as_written else _items(seen):
        if each.text != each.expected:
            yield _problem(each.line, each.text, each.expected)


def _problem(line: int, text: str, expected: str) -> Problem:
    message = f"expected the ordinal {expected}, found {text}"
    return Problem(line, message, "number in sequence, from 1")


def find_ordinals(seen: Seen) -> list[Ordinal]:
    """Return the ordinals of a page, right or wrong."""
    headings = [
        Ordinal(seen.origin(at), seen.line(at), text, expected)
        for at, text, expected in _headings(seen)
    ]
    return [*headings, *_items(seen)]


_NUMBER = re.compile(r"\s*(?P<number>\d+(?:\.\d+)*)(?P<stop>[.)]?)\s")


def _number(text: str) -> re.Match[str] | None:
    match = _NUMBER.match(text)
    return match if match and (match["stop"] or "." in match["number"]) else None


def ordinals_of_headings(seen: Seen) -> Iterator[Span]:
    """Yield where the ordinals of headings stand in the seen text."""
    for heading in seen.headings:
        start, end = heading.span
        if match := _number(seen.text[start:end]):
            yield start + match.start("number"), start + match.end("stop")


def _headings(seen: Seen) -> Iterator[tuple[int, str, str]]:
    """Yield where the ordinals of headings stand in the seen text, as written, as expected.

    Those below a heading count anew, "2.1" behind "2.".
    """
    counts = [0] * 8
    numbers = [""] * 8
    for heading in seen.headings:
        level = heading.level
        counts[level + 1 :] = [0] * (7 - level)
        numbers[level:] = [""] * (8 - level)
        start, end = heading.span
        match = _number(seen.text[start:end])
        if match is None:
            continue
        counts[level] += 1
        expected, number = str(counts[level]), match["number"]
        if "." in number:
            above = next(
                (numbers[upper] for upper in range(level - 1, 0, -1) if numbers[upper]), ""
            )
            expected = f"{above}.{expected}" if above else expected
        numbers[level] = number
        yield start + match.start("number"), number, expected


_MARKER = re.compile(r"^[ \t>]*(?P<number>\d+)[.)][ \t]", re.MULTILINE)


def _items(seen: Seen) -> Iterator[Ordinal]:
    """Yield the markers of ordered lists as written, beside the numbers that are shown.

    Many authors begin every item with 1 and let Markdown count: that says nothing wrong.
    """
    source = seen.source.text
    for offset, shown in seen.items:
        origin = seen.origin(offset)
        match = _MARKER.match(source, source.rfind("\n", 0, origin) + 1)
        if match and match["number"] != "1":
            at = match.start("number")
            yield Ordinal(at, seen.source.line(at), match["number"], str(shown))
