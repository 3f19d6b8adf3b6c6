"""Numbers written as words, in any language that has a table of them: pages quote others."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from evidoc.core.words import tables

_WORDS_OF_LANGUAGES = [table["numbers"] for table in tables().values()]


def any_language(name: str) -> str:
    """Return a pattern of what any language has for a kind of number word."""
    return "|".join(f"(?:{table[name]})" for table in _WORDS_OF_LANGUAGES)


def find_words(kind: str, text: str) -> list[tuple[int, int]]:
    """Return where the words of a kind stand in a text, in small or large letters, in order."""
    small = _small(text)
    return sorted(
        match.span()
        for sign in _signs(kind)
        if sign in small  # to say of a pattern that it finds nothing takes far longer
        for pattern in _patterns(kind, sign)
        for match in pattern.finditer(small)
    )


def _small(text: str) -> str:
    """Return a text in small letters, each in its place: a capital may make two of them."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


@cache
def _signs(kind: str) -> list[str]:
    return [*dict.fromkeys(sign for table in _WORDS_OF_LANGUAGES for sign in table[kind])]


@cache  # made where a text is first asked for its words, which takes longer than most modules
def _patterns(kind: str, sign: str) -> list[re.Pattern[str]]:
    """Return what finds the words of each language that hold a sign."""
    return [
        re.compile(f"{table['begin']}(?:{table[kind][sign]})")
        for table in _WORDS_OF_LANGUAGES
        if sign in table[kind]
    ]


WORD_VALUES = {
    word: Fraction(value)
    for table in _WORDS_OF_LANGUAGES
    for word, value in table["values"].items()
}
"""The number that each word stands for."""
