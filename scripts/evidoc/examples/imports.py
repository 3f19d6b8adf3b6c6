"""The names that a program imports."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from evidoc.examples.source import SourceCode

Import = tuple[int, tuple[str, ...]]
"""A name that is imported: how many packages up it is looked for, and its dotted parts."""


def find_imports(code: SourceCode) -> Iterator[Import]:
    """Yield the names that a program may import.

    Raises:
        EvidocError: It is not valid.
    """
    for node in ast.walk(code.tree):
        if isinstance(node, ast.Import):
            yield from ((0, tuple(alias.name.split("."))) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = tuple(node.module.split(".")) if node.module else ()
            yield node.level, base
            yield from ((node.level, (*base, alias.name)) for alias in node.names)


def absolute(imports: Iterable[Import], package: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the absolute names of what a file of a package imports; in none, relative ones fail."""
    for level, name in imports:
        if level <= len(package):
            yield (*package[: len(package) - level + 1], *name) if level else name


def imported_packages(programs: Iterable[SourceCode]) -> set[str]:
    """Return the first parts of the names that programs import."""
    return {name[0] for code in programs for name in absolute(find_imports(code), ()) if name}
