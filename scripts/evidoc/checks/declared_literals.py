"""Declared literals: what a page takes as given, by exact text and count.

``given: {"3×3 Conv": 3, "d=1": 1}`` in the front matter. No pattern and no list for the whole site
can tell "a 3×3 kernel", a condition, from "acts like a 17×17 kernel", a result.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from evidoc.pages.markup import FRONT_MATTER
from evidoc.pages.numerals import Numeral, NumeralError, numbers_in
from evidoc.pages.page import Page, Problem
from evidoc.pages.yaml_text import entries


@dataclass(frozen=True)
class Given:
    """A literal that a page declares.

    Attributes:
        text: The exact text, without emphasis.
        count: How often it stands on the page.
        line: Where it is declared.
        numbers: The numerals and ratio words in it.
    """

    text: str
    count: int
    line: int
    numbers: tuple[Numeral, ...]

    @property
    def values(self) -> tuple[Fraction, ...]:
        """The numbers that it excuses."""
        return tuple(number.value for number in self.numbers)


def read_given(page: Page, names: Sequence[str]) -> tuple[list[Given], list[Problem]]:
    """Return the literals that a page declares, longest first, and what is wrong with them."""
    found: list[Given] = []
    problems: list[Problem] = []
    declared = page.meta.get("given") or {}
    line_of = _lines(page)
    if not isinstance(declared, dict):
        mend = 'write given: {"3×3 kernel": 2}'
        return [], [Problem(line_of.get("given", 1), "given: is not a list of 'text: count'", mend)]
    for text, count in declared.items():
        line = line_of.get(str(text), 1)
        if not isinstance(text, str):
            problems.append(Problem(line, f"given: {text!r} is not a text", "quote it"))
        elif not isinstance(count, int) or isinstance(count, bool) or count < 1:
            problems.append(Problem(line, f"given: the count of {text!r} is not a number from 1"))
        else:
            try:
                numbers = tuple(numbers_in(text, names))
            except NumeralError as error:
                problems.append(Problem(line, f"given: {error}"))
                continue
            if numbers:
                found.append(Given(text, count, line, numbers))
            else:
                message = f"given: {text!r} holds no number, so it excuses nothing"
                problems.append(Problem(line, message, "take it away"))
    return sorted(found, key=lambda each: -len(each.text)), problems


def read_marked(page: Page, names: Sequence[str]) -> tuple[list[Given], list[Problem]]:
    """Return the texts that a page marks ``[as]{given}``, and what is wrong with them."""
    found: list[Given] = []
    problems: list[Problem] = []
    for each in page.given:
        try:
            numbers = tuple(numbers_in(each.text, names))
        except NumeralError as error:
            problems.append(Problem(each.line, f"given: {error}"))
            continue
        if numbers:
            found.append(Given(each.text, 1, each.line, numbers))
        else:
            message = f"the given [{each.text}] holds no number, so it excuses nothing"
            problems.append(Problem(each.line, message, "take the brackets and {given} away"))
    return found, problems


def _lines(page: Page) -> dict[str, int]:
    """Return the line of each declared text, and of ``given`` itself."""
    match = FRONT_MATTER.match(page.source.text)
    if match is None or not page.meta:
        return {}
    for entry in entries(match[1] or ""):
        if entry.key == "given":
            below = {text: line + 2 for text, line in entry.lines.items()}
            return {"given": entry.line + 2, **below}
    return {}


_MARKS = r"[*`$~]*"


def occurrences(given: Given, text: str, numbers: Sequence[Numeral]) -> list[tuple[int, int]]:
    """Return where a literal stands in a text.

    Args:
        given: The literal; emphasis, code and math signs inside it do not matter.
        text: The text.
        numbers: All numbers of the text. The literal holds every one whole that it touches: "3×3"
            stands in no "13×3" and in no "3×3²".
    """
    pattern = _pattern(given.text)
    first = given.numbers[0].text
    reach = 4 * len(given.text) + 80  # with marks and an indented line break inside
    found: set[tuple[int, int]] = set()
    for number in numbers:
        if number.text == first:
            around = pattern.finditer(text, max(0, number.start - reach), number.end + reach)
            found.update(each.span() for each in around if _holds_whole(each, numbers))
    return sorted(found)


@lru_cache(maxsize=4096)
def _pattern(literal: str) -> re.Pattern[str]:
    parts = re.findall(r"\s+|\S", literal)
    characters = (r"\s+" if part.isspace() else re.escape(part) for part in parts)
    left = r"(?<![A-Za-z0-9_])" if re.match(r"[A-Za-z0-9_]", literal) else ""
    right = r"(?![A-Za-z0-9_])" if re.search(r"[A-Za-z0-9_]\Z", literal) else ""
    return re.compile(f"{left}{_MARKS.join(characters)}{right}")


def _holds_whole(match: re.Match[str], numbers: Sequence[Numeral]) -> bool:
    touched = [each for each in numbers if each.start < match.end() and each.end > match.start()]
    return bool(touched) and all(
        match.start() <= each.start and each.end <= match.end() for each in touched
    )
