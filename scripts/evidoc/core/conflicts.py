"""The marks that a merge leaves in a text where two sides changed the same lines."""

from __future__ import annotations

import re

UNRESOLVED = "a merge conflict is not resolved"
_MARK = re.compile(r"^(?:<{7}|>{7}) \S", re.MULTILINE)


def lines_of_marks(text: str) -> list[int]:
    """Return the lines of a text with the mark that begins or ends a conflict."""
    return [text.count("\n", 0, mark.start()) + 1 for mark in _MARK.finditer(text)]
