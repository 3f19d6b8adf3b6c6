"""The parts of an example that a reader sees."""

from __future__ import annotations

from evidoc.core.findings import EvidocError, Finding
from evidoc.examples.source import END_REGION, REGION, SourceCode, is_marker

HIDDEN = "hide"
"""The name of the regions that a page does not show."""


def without_markers(code: SourceCode) -> str:
    """Return a source as a reader downloads it: without region markers and settings."""
    return _lines_without(code, 1, len(code.lines), _markers(code))


def lines_without_markers(code: SourceCode) -> list[int]:
    """Return the numbers of the lines that a reader downloads."""
    return _numbers_without(code, 1, len(code.lines), _markers(code))


def text_of(code: SourceCode, first: int, last: int) -> str:
    """Return those of the lines ``first`` to ``last`` that a page shows, dedented."""
    hidden = {line for first, last in hidden_lines(code) for line in range(first, last + 1)}
    return _dedent(_lines_without(code, first, last, _markers(code) | hidden))


def hidden_lines(code: SourceCode) -> list[tuple[int, int]]:
    """Return the first and last line inside each region that a page does not show.

    Raises:
        EvidocError: As ``find_regions``.
    """
    return [lines for name, lines in _regions(code) if name == HIDDEN]


def find_regions(code: SourceCode) -> dict[str, tuple[int, int]]:
    """Return the first and last line inside each region that a page can name, by its name.

    Raises:
        EvidocError: A marker without its other half, a name used twice, an empty region.
    """
    return {name: lines for name, lines in _regions(code) if name != HIDDEN}


def _regions(code: SourceCode) -> list[tuple[str, tuple[int, int]]]:
    found: list[tuple[str, tuple[int, int]]] = []
    opened: list[tuple[str, int]] = []
    names: set[str] = set()
    markers = _markers(code)
    for comment in code.comments:
        if "region" not in comment.text:
            continue
        start, end = REGION.fullmatch(comment.text), END_REGION.fullmatch(comment.text)
        if start is None and end is None:
            continue
        wrong = ""
        if not comment.alone:
            wrong = "a region marker stands on a line of its own"
        elif start:
            if start["name"] in names and start["name"] != HIDDEN:
                wrong = f"there are two regions {start['name']!r}"
            names.add(start["name"])
            opened.append((start["name"], comment.line))
        elif not opened:
            wrong = "# endregion closes no region"
        elif end and end["name"] not in (None, opened[-1][0]):
            wrong = f"expected # endregion {opened[-1][0]}, found {comment.text}"
        else:
            name, line = opened.pop()
            found.append((name, (line + 1, comment.line - 1)))
            if not _lines_without(code, line + 1, comment.line - 1, markers).strip():
                wrong = f"the region {name!r} is empty"
        if wrong:
            raise EvidocError([Finding(code.path, comment.line, wrong, "mend the markers")])
    if opened:
        name, line = opened[-1]
        raise EvidocError(
            [Finding(code.path, line, f"the region {name!r} is not closed", "# endregion")]
        )
    return found


def _markers(code: SourceCode) -> set[int]:
    return {comment.line for comment in code.comments if is_marker(comment)}


def _lines_without(code: SourceCode, first: int, last: int, left_out: set[int]) -> str:
    numbers = _numbers_without(code, first, last, left_out)
    return "".join(f"{code.lines[number - 1]}\n" for number in numbers)


def _numbers_without(code: SourceCode, first: int, last: int, left_out: set[int]) -> list[int]:
    """Return the lines ``first`` to ``last`` without some, and no wider gap in their place."""
    kept: list[int] = []
    gap: list[int] = []
    gap_before: list[int] = []
    for number in range(first, last + 1):
        if number in left_out:
            gap, gap_before = [], _wider(gap_before, gap)
        elif not code.lines[number - 1].strip():
            gap.append(number)
        else:
            if kept:
                kept += _wider(gap_before, gap)
            kept.append(number)
            gap, gap_before = [], []
    return kept


def _wider(first: list[int], second: list[int]) -> list[int]:
    return second if len(second) > len(first) else first


def _dedent(text: str) -> str:
    """Take the first line's indentation off every line that has it.

    Unlike ``textwrap.dedent`` this is not stopped by the text of a string at the left margin.
    """
    indent = text[: len(text) - len(text.lstrip(" \t"))]
    return "\n".join(line.removeprefix(indent) for line in text.split("\n"))
