"""Which line of a program computed a value: the last that gives one of its names a value.

Found by reading alone, in the module's own scope: what functions and classes do inside is theirs.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping

from evidoc.core.model import names_in
from evidoc.examples.source import SourceCode, children


def defining_line(lines: Mapping[str, int], expressions: Iterable[str]) -> int | None:
    """Return the line that computed the values of expressions.

    Args:
        lines: The last line that gives each name of the program a value.
        expressions: What is evaluated in its namespace after it ran.

    Returns:
        The last line that assigns one of the names, or changes what it refers to by a call of its
        method or an assignment to its items. None if the program gives none of them a value.
    """
    names = {name for expression in expressions for name in names_in(expression)}
    return max((lines[name] for name in names if name in lines), default=None)


def last_lines(code: SourceCode) -> dict[str, int]:
    """Return the last line that gives each name of a valid program a value."""
    lines: dict[str, int] = {}
    for statement in code.tree.body:
        for name, line in _given(statement):
            lines[name] = max(line, lines.get(name, 0))
    return lines


def _given(node: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield the names that a node of the module's scope gives a value, with the line."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield node.name, node.lineno
            return
        case ast.Lambda() | ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            return
        case ast.Import() | ast.ImportFrom():
            for alias in node.names:
                yield alias.asname or alias.name.partition(".")[0], node.lineno
        case ast.Expr(ast.Call(ast.Attribute() as method)) if name := _root(method):
            yield name, node.lineno
        case ast.Attribute(ctx=ast.Store()) | ast.Subscript(ctx=ast.Store()) if name := _root(node):
            yield name, node.lineno
        case ast.Name(ctx=ast.Store()):
            yield node.id, node.lineno
    for child in children(node):
        yield from _given(child)


def _root(node: ast.expr) -> str | None:
    """Return the name at the left end of ``name.attribute[item]``."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None
