"""The names that a program imports."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress

from evidoc.core.findings import EvidocError
from evidoc.examples.source import SourceCode

Import = tuple[int, tuple[str, ...]]
"""A name that is imported: how many packages up it is looked for, and its dotted parts."""


def find_imports(code: SourceCode) -> Iterator[Import]:
    """Yield the names that a program may import.

    Raises:
        EvidocError: It is not valid.
    """
    for node in code.nodes:
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
    names: set[str] = set()
    for code in programs:
        # Data may be named as a program is.
        with suppress(EvidocError):
            names |= {name[0] for name in absolute(find_imports(code), ()) if name}
    return names


def required_packages(programs: Iterable[SourceCode]) -> set[str]:
    """Return the first parts of the names that programs import whatever happens."""
    names: set[str] = set()
    for code in programs:
        with suppress(EvidocError):
            for node in code.tree.body:
                if isinstance(node, ast.Import):
                    names |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names.add(node.module.partition(".")[0])
    return names


def foreign(names: set[str], files: Iterable[str]) -> list[str]:
    """Return, in order, the names that neither Python nor one of an example's files provides."""
    local = {path.split("/")[0].removesuffix(".py") for path in files if path.endswith(".py")}
    return sorted(names - local - sys.stdlib_module_names - {"__main__"})
