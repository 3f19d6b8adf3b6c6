"""Constants of a program: names that its top level binds once, to a literal."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

from evidoc.examples.defining_line import last_lines
from evidoc.examples.source import SourceCode


def find_constants(code: SourceCode) -> frozenset[str]:
    """Return the names that a valid program binds once, to a literal, and changes nowhere later.

    An empty list or dictionary is no constant: something fills it.
    """
    last = last_lines(code)
    stored = Counter(
        node.id
        for node in code.nodes
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )
    return frozenset(
        name
        for statement in code.tree.body
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1
        for name in _literals(statement.targets[0], statement.value)
        if stored[name] == 1 and last[name] <= (statement.end_lineno or 0)
    )


def _literals(target: ast.expr, value: ast.expr) -> Iterator[str]:
    match target, value:
        case ast.Name(), _ if _is_literal(value):
            yield target.id
        case ast.Tuple(), ast.Tuple() if len(target.elts) == len(value.elts):
            for part, its in zip(target.elts, value.elts, strict=True):
                yield from _literals(part, its)


def _is_literal(value: ast.expr) -> bool:
    try:
        literal = ast.literal_eval(value)
    except (ValueError, TypeError):
        return False
    return not isinstance(literal, list | dict | set) or bool(literal)
