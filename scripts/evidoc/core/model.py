"""What is run and what comes of it: a job, its outcome, figures, tables and grids of formulas."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any


@dataclass(frozen=True)
class Job:
    """Everything that a run depends on.

    Attributes:
        example: ``topic/name``.
        language: The language of the program's texts.
        source: The program.
        filename: Its name in messages.
        files: Modules and data that it reads, by relative path, laid into its working folder.
        library: Files of the project's own packages that it imports, laid there too.
        values: Expressions to evaluate in its namespace afterwards.
        results: Results to keep when they are computed: key, position of the statement.
        tables: Variables that hold rows of a table.
        shows: Expressions of objects to show as notebooks do.
        formulas: Functions to evaluate for formulas.
        keeps: Variables to bring back whole.
        raises: The exception that has to end it; empty if none may.
        stderr: Whether what it writes to standard error is part of what it prints.
        colours: Whether the colours of what it prints are kept.
        seconds: Time limit.
        memory: Limit of its data in bytes.
        output: Limit of what it prints in bytes.
        font: Font of its figures, as ``distribution:path``; empty for matplotlib's own.
    """

    example: str
    language: str
    source: str
    filename: str
    files: tuple[tuple[str, bytes], ...] = ()
    library: tuple[tuple[str, bytes], ...] = ()
    values: tuple[str, ...] = ()
    results: tuple[tuple[str, int], ...] = ()
    tables: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    formulas: tuple[Grid, ...] = ()
    keeps: tuple[str, ...] = ()
    raises: str = ""
    stderr: bool = False
    colours: bool = True
    seconds: float = 60
    memory: int = 2 << 30
    output: int = 1 << 20
    font: str = ""


def is_lab(example: str) -> bool:
    """Whether an example is a lab, a notebook in percent format: those of the topic ``labs``."""
    return example.startswith("labs/")


@dataclass(frozen=True)
class Table:
    """Data drawn in a figure: a title, the columns' names, and rows of numbers and labels."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


ANIMATION = "is an animation, of which a page shows the first frame alone"
"""What is lost of a figure that moves."""


@dataclass(frozen=True)
class Figure:
    """A figure that was open at the end: its name, its SVG, the data drawn in it, what is lost."""

    name: str
    svg: str
    tables: tuple[Table, ...] = ()
    lost: str = ""


@dataclass(frozen=True)
class Shown:
    """An object as a page shows it.

    Attributes:
        kind: ``html``, ``markdown``, ``svg`` or ``png``.
        data: Its text; the bytes of a picture of pixels in Base64.
    """

    kind: str
    data: str


@dataclass(frozen=True)
class Failure:
    """Why an example failed.

    Attributes:
        message: One sentence.
        line: The line of the program, where known.
        expression: The value that could not be computed, if the program itself ran.
    """

    message: str
    line: int | None = None
    expression: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What a run produced; with a failure, what it had produced until then.

    Attributes:
        text: What was printed, as a terminal shows it.
        unseen: The end of what was written to standard error, where that is not shown.
        colours: Pieces of it, as ``"first:end"``, to the names of their colours and styles.
        figures: The figures that were open at the end.
        values: Expression to its flattened values.
        unusable: Expression, or variable with rows, to why it has no value that can be shown.
        tables: Variable to its rows.
        shown: Expression to what a page shows of its value.
        kept: What it keeps for others, as JSON; empty if nothing.
        cells: The outputs of the cells of a lab, as JSON.
        environment: Versions of Python and of the libraries that the program imports.
        missing: What the machine lacks to confine it.
        sought: Files and patterns that it looked for and that are not there.
        failure: Why it failed.
        seconds: The time that it took.
        phases: Where it went: seconds by what was done.
    """

    text: str = ""
    unseen: str = ""
    colours: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    values: Mapping[str, list[Any]] = field(default_factory=dict)
    unusable: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, list[list[Any]]] = field(default_factory=dict)
    shown: Mapping[str, Shown] = field(default_factory=dict)
    formulas: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    kept: str = ""
    cells: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    sought: tuple[str, ...] = ()
    failure: Failure | None = None
    seconds: float = 0.0
    phases: Mapping[str, float] = field(default_factory=dict)


Number = int | Fraction


Value = Any
"""A number, a list of values, or a mapping of an index, as text, to a value."""


@dataclass(frozen=True, order=True)
class Grid:
    """What a formula has to agree with, as expressions in the namespace of an example.

    Attributes:
        call: The function called with the parameters.
        parameters: Each parameter and the values that it takes.
        where: Names that the formula reads beside the parameters, each with its expression.
        when: A condition on the parameters; empty without one.
    """

    call: str
    parameters: tuple[tuple[str, str], ...]
    where: tuple[tuple[str, str], ...] = ()
    when: str = ""

    @property
    def key(self) -> str:
        """The grid in one line, by which a record knows it."""
        where = f" where {_listed(self.where)}" if self.where else ""
        when = f" when {self.when}" if self.when else ""
        return f"{self.call} for {_listed(self.parameters)}{where}{when}"

    def depends(self, expression: str) -> tuple[str, ...]:
        """Return the parameters that an expression uses."""
        used = names_in(expression)
        return tuple(name for name, _ in self.parameters if name in used)


@lru_cache(maxsize=4096)
def names_in(expression: str) -> frozenset[str]:
    """Return the names in a valid Python expression."""
    tree = ast.parse(expression, mode="eval")
    return frozenset(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))


def _listed(expressions: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{name} = {expression}" for name, expression in expressions)
