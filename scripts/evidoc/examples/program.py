"""A program: one source text, with all that the engine knows of it found once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from evidoc.core.findings import EvidocError, Finding
from evidoc.examples.constants import find_constants
from evidoc.examples.defining_line import defining_line, last_lines
from evidoc.examples.imports import Import, find_imports
from evidoc.examples.regions import find_regions, lines_without_markers, text_of, without_markers
from evidoc.examples.remarks import without_remarks
from evidoc.examples.results import Result, find_results, marked_alike, without_results
from evidoc.examples.settings import Settings, read_settings
from evidoc.examples.source import SourceCode

_CELL = re.compile(r"^# %%", re.MULTILINE)


class Program(SourceCode):
    """A source text of Python as its author, its readers and the engine see it.

    Every property but ``cells`` raises an EvidocError if the text is not valid.
    """

    @cached_property
    def settings(self) -> Settings:
        """What it asks for at its top; a setting or a region that is wrong raises an error."""
        _ = self.regions
        return read_settings(self)

    @cached_property
    def regions(self) -> dict[str, tuple[int, int]]:
        """The first and last line inside each region, by its name."""
        return find_regions(self)

    def region(self, name: str) -> str:
        """Return what a reader sees of a region.

        Raises:
            EvidocError: There is no such region; names those that there are.
        """
        if name not in self.regions:
            there = f"it has {', '.join(self.regions)}" if self.regions else "it has none"
            mend = f"write # region {name} and # endregion round the lines"
            raise EvidocError([Finding(self.path, 1, f"no region {name!r}; {there}", mend)])
        return text_of(self, *self.regions[name])

    @cached_property
    def listed(self) -> str:
        """What a page shows of it: all but region markers, settings and what they hide."""
        return text_of(self, 1, len(self.lines))

    @cached_property
    def shown(self) -> str:
        """What a reader downloads of it: all but region markers and settings."""
        return without_markers(self)

    @cached_property
    def as_shown(self) -> Program:
        """What a reader downloads of it, as a program."""
        return Program(self.shown, self.path)

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """The results that it states as ``#>``."""
        return find_results(self)

    @cached_property
    def without_results(self) -> tuple[str, list[int]]:
        """What runs of it: without the results that it states; and the number of each line left."""
        return without_results(self)

    @cached_property
    def marked_alike(self) -> Program:
        """The program with its results marked by ``#>``, whatever a formatter made of it."""
        return Program(marked_alike(self), self.path)

    @cached_property
    def behaviour(self) -> str:
        """What decides what it does: all but comments and docstrings."""
        return "\n".join(without_remarks(self, range(1, len(self.lines) + 1)))

    @property
    def behaviour_as_shown(self) -> str:
        """The same of ``as_shown``, which need not be parsed for that."""
        return "".join(f"{line}\n" for line in without_remarks(self, lines_without_markers(self)))

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """The names that it may import."""
        return tuple(find_imports(self))

    def defining_line(self, expressions: Iterable[str]) -> int | None:
        """Return the last line that changes a value that expressions use, if there is one."""
        return defining_line(self._last_lines, expressions)

    @cached_property
    def _last_lines(self) -> dict[str, int]:
        return last_lines(self)

    @cached_property
    def constants(self) -> frozenset[str]:
        """The names that it binds once, and to a literal."""
        return find_constants(self)

    @cached_property
    def cells(self) -> list[int]:
        """The line of the marker of each cell, in percent format."""
        return [self.text.count("\n", 0, each.start()) + 1 for each in _CELL.finditer(self.text)]
