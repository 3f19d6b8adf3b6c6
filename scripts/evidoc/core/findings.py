"""What is wrong, where, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import total_ordering

from evidoc.core.codes import CODES

_ANY = "invalid"
_LONGEST = 1000
"""The most characters of a message."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What a terminal obeys, XML lacks or UTF-8 cannot hold: exceptions of programs may say it."""


@total_ordering
@dataclass(frozen=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        path: The file, relative to the project's root, with forward slashes.
        line: The line in that file, counted from 1.
        message: What was expected and what was found, in one sentence.
        mend: The command or the edit that mends it; may be empty.
        column: The character in that line, counted from 1; 0 where it is not known.
        code: What kind of finding it is, one of ``evidoc.core.codes``.
        is_warning: Whether it is only to be known: no check fails for it.
    """

    path: str
    line: int
    message: str
    mend: str = ""
    column: int = 0
    code: str = field(default=_ANY, compare=False)
    is_warning: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"{self.code!r} is no code of a finding")
        message = _UNPRINTABLE.sub(lambda each: ascii(each[0])[1:-1], self.message)
        object.__setattr__(self, "message", shortened(message, _LONGEST))

    def __lt__(self, other: Finding) -> bool:
        return self._place < other._place

    @property
    def _place(self) -> tuple[str, int, int, str, str]:
        """What findings are sorted by: as they stand in the text."""
        return self.path, self.line, self.column, self.message, self.mend

    def __str__(self) -> str:
        mend = f" [{self.mend}]" if self.mend else ""
        column = f":{self.column}" if self.column else ""
        return f"{self.path}:{self.line}{column}: {self.message}{mend}"


def coded(code: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings as of one kind, but for those that are of another already."""
    for each in findings:
        yield replace(each, code=code) if each.code == _ANY else each


def any_wrong(findings: Iterable[Finding]) -> bool:
    """Tell whether a check fails: whether there is more than warnings."""
    return not all(each.is_warning for each in findings)


def shortened(text: str, most: int) -> str:
    """Return a text without the middle that it has over a number of characters."""
    side = most // 2
    return text if len(text) <= most else f"{text[:side]} … {text[-side:]}"


def counted(number: int, what: str) -> str:
    """Return a number with what it counts: ``1 page``, ``2 pages``."""
    return f"{number} {what}{'' if number == 1 else 's'}"


class EvidocError(Exception):
    """A user's mistake that stops a command; carries the findings to print."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(set(findings))
        super().__init__("\n".join(map(str, self.findings)))

    def __reduce__(self) -> tuple[type[EvidocError], tuple[list[Finding]]]:
        """Say how another process makes it again: of its findings, not of its text."""
        return type(self), (self.findings,)
