"""Operators and constants of a program, changed one at a time."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.USub: ast.UAdd,
    ast.Not: ast.UAdd,
}


@dataclass(frozen=True)
class Changed:
    """A program with one operator or constant changed.

    Attributes:
        line: Where.
        before: The expression round it.
        after: What it became.
        source: The whole program.
    """

    line: int
    before: str
    after: str
    source: str


def changed_programs(source: str) -> Iterator[Changed]:
    """Yield a program with each of its operators and numbers changed."""
    original = ast.parse(source)
    # zip(…, strict=True) computes nothing: it guards against sequences of other lengths.
    guards = {
        id(node.value)
        for node in ast.walk(original)
        if isinstance(node, ast.keyword) and node.arg == "strict"
    }
    for position, node in enumerate(ast.walk(original)):
        if not isinstance(node, ast.expr) or id(node) in guards:
            continue
        tree = ast.parse(source)
        target = _at(tree, position)
        before = ast.unparse(target)
        if _change(target):
            yield Changed(node.lineno, before, ast.unparse(target), ast.unparse(tree))


def _at(tree: ast.AST, position: int) -> ast.AST:
    return next(node for index, node in enumerate(ast.walk(tree)) if index == position)


def _change(node: ast.AST) -> bool:
    """Change an expression in place; return whether there is something to change."""
    match node:
        case ast.Constant(value=bool() as value):
            node.value = not value
        case ast.Constant(value=int() | float() as value):
            node.value = value + 1
        case ast.BinOp(op=op) | ast.UnaryOp(op=op) | ast.BoolOp(op=op) if type(op) in OPERATORS:
            node.op = OPERATORS[type(op)]()  # type: ignore[attr-defined]
        case ast.Compare(ops=[op, *others]) if type(op) in OPERATORS:
            node.ops = [OPERATORS[type(op)](), *others]  # type: ignore[attr-defined]
        case _:
            return False
    return True
