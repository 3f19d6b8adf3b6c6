"""TOML as authors write it: read in a time that grows with the text, and found again by line."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from evidoc.core.conflicts import UNRESOLVED, lines_of_marks
from evidoc.core.findings import EvidocError, Finding

# Python's reader looks at all beginnings of a dotted key, so that one of a megabyte never ends.
_LONG_KEY = re.compile(r"(?<![\w'\"-])(?:[\w'\"-]++[ \t]*+\.[ \t]*+){50}")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\Z)|\'\'\'(?:[^\']|\'(?!\'\'))*+(?:\'\'\'|\Z)|'
    r'"(?:[^"\\\n]|\\[^\n])*+"?|\'[^\'\n]*+\'?|#[^\n]*+',
    re.DOTALL,
)
_HEADER = re.compile(r"^\[{0,2}[ \t]*[\"']?(?P<key>[\w-]+)", re.MULTILINE)


class TomlError(ValueError):
    """A text that is not valid TOML, and the line where it is not."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def load_toml(text: str) -> dict[str, Any]:
    """Return what a text holds.

    Raises:
        TomlError: It is not valid, or nested deeper than anyone writes.
    """
    if long := _LONG_KEY.search(_STRING.sub(_blanked, text)):
        raise TomlError("a key of so many parts is too long", text.count("\n", 0, long.start()) + 1)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise TomlError("it is nested too deeply", 1) from None
    except ValueError as error:  # a number of too many digits is no error of TOML's
        if marks := lines_of_marks(text):
            raise TomlError(UNRESOLVED, marks[0]) from None
        at = re.search(r"at line (\d+)", str(error))
        line = int(at[1]) if at else text.rstrip("\n").count("\n") + 1
        raise TomlError(str(error), line) from None


def parse_toml(text: str, path: str) -> dict[str, Any]:
    """Return what the text of a file holds.

    Args:
        text: The text.
        path: Its path as findings show it.

    Raises:
        EvidocError: It is not valid.
    """
    try:
        return load_toml(text)
    except TomlError as error:
        message = f"is not valid TOML: {error}"
        raise EvidocError([Finding(path, error.line, message)]) from error


def _blanked(match: re.Match[str]) -> str:
    """Return what keeps the place of a string or a comment, line by line."""
    return re.sub(r"[^\n]", "_", match[0])


def lines_of_keys(text: str) -> dict[str, int]:
    """Return the line in which each key, or header of a table, stands first by its first part."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if match := _HEADER.match(line):
            lines.setdefault(match["key"], number)
    return lines
