"""Brackets and tags that are open at once: which one closes which, and where there are too many."""

from __future__ import annotations

import re

_BRACKET = re.compile(r"(?<!\\)[\[\]]|\n[^\S\n]*(?=\n)")


def matching_brackets(text: str) -> dict[int, int]:
    """Return the offset of each ``]`` that closes a ``[`` in its paragraph, with that of the ``[``.

    All at once, as looking for the other one from each would take a time that grows with n².
    """
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "[":
            opened.append(match.start())
        elif match[0] != "]":
            opened.clear()
        elif opened:
            found[match.start()] = opened.pop()
    return found


MOST_OPEN, MOST_TAGS = 200, 1000
_ROW_OR_BRACKET = re.compile(r"(?<!\\)(?:\]\(|[\[\])])|\n[^\S\n]*(?=[\n|])")
_TAG = re.compile(r"<(?:[a-zA-Z]|!\[)|>")


def too_many_open(text: str) -> int | None:
    """Return the first of more than ``MOST_OPEN`` brackets open at once in a paragraph or a row.

    From each of them Markdown looks for its end, through all of the paragraph; so it does from the
    parenthesis of each link.
    """
    if text.count("[") + text.count("](") <= MOST_OPEN:
        return None
    opened = links = 0
    for match in _ROW_OR_BRACKET.finditer(text):
        if match[0] == "[":
            opened += 1
        elif match[0] == ")":
            links = max(links - 1, 0)
        elif match[0].startswith("]"):
            opened = max(opened - 1, 0)
            links += match[0] == "]("
        else:
            opened = links = 0
        if opened + links > MOST_OPEN:
            return match.start()
    return None


def too_many_tags(text: str) -> int | None:
    """Return the first of more than ``MOST_TAGS`` tags that do not end: from each one is sought."""
    if text.count("<") <= MOST_TAGS:
        return None
    opened = 0
    for match in _TAG.finditer(text):
        opened = opened + 1 if match[0] != ">" else 0
        if opened > MOST_TAGS:
            return match.start()
    return None
