"""Searches for what begins at a few characters, such as digits, which most of a text has not."""

from __future__ import annotations

import re
from collections.abc import Iterator


def find_at(
    signs: re.Pattern[str], pattern: re.Pattern[str], text: str, before: str = ""
) -> Iterator[re.Match[str]]:
    """Yield what ``pattern.finditer(text)`` yields, without trying it at every character.

    Args:
        signs: One of the characters of which each match has at least one.
        pattern: What is looked for.
        text: Where.
        before: What may stand in a match in front of its first sign.
    """
    tried = 0
    for sign in signs.finditer(text):
        start = at = sign.start()
        if at < tried:
            continue
        while start > tried and text[start - 1] in before:
            start -= 1
        tried = at + 1
        for place in range(start, tried):
            if match := pattern.match(text, place):
                yield match
                tried = match.end()
                break
