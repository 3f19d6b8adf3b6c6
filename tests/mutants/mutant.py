"""What was changed, and whether it was found."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """One change of one thing.

    Attributes:
        path: The file.
        line: The line.
        before: What stood there.
        after: What stands there now.
        start: Offset in the file, where that says where.
    """

    path: str
    line: int
    before: str
    after: str
    start: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.before!r} -> {self.after!r}"


@dataclass(frozen=True)
class Verdict:
    """A mutant, and whether it was found; ``allowed`` says why it need not be."""

    mutant: Mutant
    is_found: bool
    allowed: str = ""


def sample(mutants: Sequence[Mutant], size: int | None, seed: int) -> list[Mutant]:
    """Return all mutants, or so many of them, in order.

    Always the same for a seed, and nearly the same when another file changes: each mutant draws a
    lot of its own.
    """

    def lot(mutant: Mutant) -> bytes:
        return hashlib.sha256(f"{seed} {mutant} {mutant.start}".encode()).digest()

    chosen = set(sorted(mutants, key=lot)[:size])
    return [mutant for mutant in mutants if mutant in chosen]
