"""The comments of a Python source, found by its syntax tree.

Every ``#`` that stands in no string begins one. The tokenizer would tell as well, and takes a
tenth of a check: it is asked where a string of several lines has such a sign in it, which might
stand between two pieces of it.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard


@dataclass(frozen=True)
class Comment:
    """One comment of a source.

    Attributes:
        line: Its line, counted from 1.
        column: The characters before its ``#``.
        text: From its ``#`` to the end of the line.
        alone: Whether nothing but white space stands before it.
    """

    line: int
    column: int
    text: str
    alone: bool


def find_comments(text: str, nodes: Iterable[ast.AST]) -> tuple[Comment, ...]:
    """Return the comments of a valid source, in order, without metadata for its installer.

    Args:
        text: The source, its lines ended by line feeds.
        nodes: The nodes of its tree that are not part of an f-string.
    """
    if "#" not in text:
        return ()
    lines = text.split("\n")
    metadata = _metadata(lines)
    return tuple(
        Comment(line, column, lines[line - 1][column:], not lines[line - 1][:column].strip())
        for line, column in _begins(text, lines, nodes)
        if line not in metadata
    )


def outside_f_strings(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Yield the nodes that are not part of an f-string: of those some versions tell no place.

    Args:
        nodes: The nodes of a tree, those above before those below.
    """
    inside: set[int] = set()
    for node in nodes:
        if id(node) in inside:
            continue
        if isinstance(node, ast.JoinedStr):
            inside.update(map(id, ast.walk(node)))
        yield node


def _begins(text: str, lines: list[str], nodes: Iterable[ast.AST]) -> Iterator[tuple[int, int]]:
    """Return the line and the column of each sign that begins a comment."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for node in nodes:
        if not _is_string(node):
            continue
        first, last = node.lineno, node.end_lineno or node.lineno
        if first == last:
            spans.setdefault(first, []).append((node.col_offset, node.end_col_offset or 0))
        elif any("#" in line for line in lines[first - 1 : last]):
            return _begins_of_tokens(text)
    return _begins_beside(lines, spans)


def _is_string(node: ast.AST) -> TypeGuard[ast.Constant | ast.JoinedStr]:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str | bytes)
    return isinstance(node, ast.JoinedStr)


def _begins_beside(
    lines: list[str], spans: Mapping[int, Sequence[tuple[int, int]]]
) -> Iterator[tuple[int, int]]:
    """Yield the line and the column of the first sign of each line that stands in no string."""
    for number, line in enumerate(lines, 1):
        at = line.find("#")
        while at >= 0 and number in spans:
            offset = len(line[:at].encode())
            if not any(begin <= offset < end for begin, end in spans[number]):
                break
            at = line.find("#", at + 1)
        if at >= 0:
            yield number, at


def _begins_of_tokens(text: str) -> Iterator[tuple[int, int]]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start


def _metadata(lines: list[str]) -> set[int]:
    """Return the lines of the blocks ``# /// script`` … ``# ///``: TOML, and no remarks."""
    found: set[int] = set()
    begin = None
    for number, line in enumerate(lines, 1):
        if begin is None:
            begin = number if _METADATA.fullmatch(line) else None
        elif line == "# ///":
            found.update(range(begin, number + 1))
            begin = None
        elif line != "#" and not line.startswith("# "):
            begin = None
    return found


_METADATA = re.compile(r"# /// [a-zA-Z0-9-]+")
