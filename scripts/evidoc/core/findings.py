"""What is wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        path: The file, relative to the project's root, with forward slashes.
        line: The line in that file, counted from 1.
        message: What was expected and what was found, in one sentence.
        mend: The command or the edit that mends it; may be empty.
        column: The column in that line, counted from 1; 0 where the line says enough.
    """

    path: str
    line: int
    message: str
    mend: str = ""
    column: int = 0

    def __str__(self) -> str:
        mend = f" [{self.mend}]" if self.mend else ""
        place = f"{self.line}:{self.column}" if self.column else f"{self.line}"
        return f"{self.path}:{place}: {self.message}{mend}"


def counted(number: int, what: str) -> str:
    """Return a number with what it counts: ``1 page``, ``2 pages``."""
    return f"{number} {what}{'' if number == 1 else 's'}"


class EvidocError(Exception):
    """A user's mistake that stops a command; carries the findings to print."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(set(findings))
        super().__init__("\n".join(map(str, self.findings)))
