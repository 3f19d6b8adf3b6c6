"""A program as the readers of a language see it."""

from __future__ import annotations

from dataclasses import dataclass

from evidoc.examples.program import Program


@dataclass(frozen=True)
class Localised:
    """A program with its texts translated.

    Attributes:
        program: The program.
        lines: For each of its lines, in order, the line of the source that it comes from.
    """

    program: Program
    lines: tuple[int, ...]

    @property
    def text(self) -> str:
        """The text of the program."""
        return self.program.text


def as_written(program: Program) -> Localised:
    """Return a program as the readers of the language of its source see it."""
    return Localised(program, tuple(range(1, len(program.lines) + (program.lines[-1] != ""))))
