"""Whether the pages of every language take the same numbers as given."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evidoc.checks.coverage import Account
from evidoc.pages.numerals import read_number_words


def disagreement(pages: dict[str, Account]) -> Iterator[tuple[str, str]]:
    """Yield the language and a message for given numbers that only other languages have.

    What is marked in the text is the same in each section, as often. A number that the front matter
    declares may be a word elsewhere: "0으로" is "with zeros".
    """
    values: dict[str, set[Fraction]] = {
        language: {value for given in one.given for value in given.values}
        for language, one in pages.items()
    }
    every = set().union(*values.values())
    for language, own in values.items():
        missing = every - own
        if missing:
            missing -= {word.value for word in read_number_words(pages[language].text)}
        if missing:
            others = ", ".join(code for code in values if missing & values[code])
            shown = ", ".join(map(str, sorted(missing)))
            yield language, f"given: {shown} in {others} only"
    yield from _marked_elsewhere(pages)


def _marked_elsewhere(pages: dict[str, Account]) -> Iterator[tuple[str, str]]:
    """Yield what the first language marks as given more often than another one, or less often."""
    (first, its), *others = pages.items()
    for language, one in others:
        for section, values in (its.marked - one.marked) + (one.marked - its.marked):
            shown = ", ".join(map(str, values))
            place = f" in section {section}" if section else ""
            yield language, f"[{shown}]{{given}} stands here and in {first} not as often{place}"
