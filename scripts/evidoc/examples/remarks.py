"""What a program does, apart from what it says: without comments and docstrings."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from evidoc.examples.source import SourceCode


def without_remarks(code: SourceCode, numbers: Iterable[int]) -> list[str]:
    """Return lines of a valid source without comments and docstrings: what decides what it does.

    Lines that hold nothing else go with them; all other text stays as it is, so that the result
    is the same in every version of Python.
    """
    lines: list[str | None] = list(code.lines)
    for comment in code.comments:
        if comment.alone and comment.text.startswith("# %%"):
            continue  # where a cell begins does matter
        lines[comment.line - 1] = code.lines[comment.line - 1][: comment.column].rstrip() or None
    for start, end in _docstrings(code):
        for line in range(start, end):
            lines[line] = None
        first = code.lines[start - 1]
        lines[start - 1] = first[: len(first) - len(first.lstrip())] + '""'
    kept = (lines[number - 1] for number in numbers)
    return [line for line in kept if line is not None]


_Definition = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _definitions(node: ast.AST) -> Iterator[_Definition]:
    """Yield all that can have a docstring; expressions, which are most of a tree, cannot."""
    if isinstance(node, _Definition):
        yield node
    for field in ("body", "orelse", "handlers", "finalbody", "cases"):
        inside = getattr(node, field, ())
        for each in inside if isinstance(inside, list) else ():
            yield from _definitions(each)


def _docstrings(code: SourceCode) -> Iterator[tuple[int, int]]:
    """Yield the first and last line of each docstring that has its lines for itself."""
    for node in _definitions(code.tree):
        first = node.body[0] if node.body else None
        if (
            isinstance(first, ast.Expr)
            and isinstance(first.value, ast.Constant)
            and isinstance(first.value.value, str)
        ):
            before = code.lines[first.lineno - 1].encode()[: first.col_offset].strip()
            after = code.lines[(first.end_lineno or 0) - 1].encode()[first.end_col_offset :].strip()
            if not before and (not after or after.startswith(b"#")):
                yield first.lineno, first.end_lineno or first.lineno
