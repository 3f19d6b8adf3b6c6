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


@cache  # made where a text is first asked for its words, which takes longer than most modules
def words_of_any_language(name: str) -> re.Pattern[str]:
    """Return what finds such words, in small or large letters."""
    found = []
    for table in _WORDS_OF_LANGUAGES:
        patterns = [table[name]] if isinstance(table[name], str) else table[name]
        found.append(f"{table['begin']}(?:{'|'.join(patterns)})")
    return re.compile("|".join(found), re.IGNORECASE)


WORD_VALUES = {
    word: Fraction(value)
    for table in _WORDS_OF_LANGUAGES
    for word, value in table["values"].items()
}
"""The number that each word stands for."""
