"""Python source as text: read it, parse it, find its comments."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from evidoc.core.findings import EvidocError, Finding


def read_source(path: Path, name: str) -> str:
    """Return the text of a file with line feeds alone and without a byte order mark.

    Args:
        path: The file.
        name: Its path as findings show it.

    Raises:
        EvidocError: The file cannot be read or is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EvidocError([Finding(name, 1, f"cannot be read: {error.strerror}")]) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise EvidocError([Finding(name, line, "is not UTF-8", "save it as UTF-8")]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse(source: str, name: str) -> ast.Module:
    """Return the syntax tree of a source.

    Raises:
        EvidocError: The source is not valid Python.
    """
    try:
        return ast.parse(source, filename=name)
    except (SyntaxError, ValueError) as error:
        # Only a null byte has no line, and is a ValueError in some versions.
        line = getattr(error, "lineno", None) or source.count("\n", 0, source.find("\0") + 1) + 1
        message = f"is not valid Python: {getattr(error, 'msg', error)}"
        raise EvidocError([Finding(name, line, message, "mend this line")]) from None


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


@lru_cache(maxsize=2048)
def comments(source: str) -> tuple[Comment, ...]:
    """Return the comments of a valid source in order."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    lines = source.split("\n")
    return tuple(
        Comment(line, column, token.string, not lines[line - 1][:column].strip())
        for token in tokens
        if token.type == tokenize.COMMENT
        for line, column in [token.start]
    )


REGION = re.compile(r"#\s*region\s+(?P<name>[\w-]+)\s*")
END_REGION = re.compile(r"#\s*endregion(?:\s+(?P<name>[\w-]+))?\s*")
SETTINGS = re.compile(r"#\s*evidoc\s*(?::|(?=\s\w+=))(?P<settings>.*)")
# For Python, for editors and linters, and `#>`, a result that is shown beside its expression.
_FOR_TOOLS = re.compile(
    r"#(?:!|[ ]?>|\s*(?:noqa\b|type:|%%|-\*-.*coding|"
    r"(?:fmt|isort|mypy|pragma|pylint|pyright|ruff):\s?\w))"
)


def is_marker(comment: Comment) -> bool:
    """Tell whether a comment speaks to the engine: no reader ever sees it."""
    return comment.alone and any(
        pattern.fullmatch(comment.text) for pattern in (REGION, END_REGION, SETTINGS)
    )


def is_directive(comment: Comment) -> bool:
    """Tell whether a comment speaks to a tool, not to a reader, and so is never translated."""
    return is_marker(comment) or _FOR_TOOLS.match(comment.text) is not None


@lru_cache(maxsize=2048)
def without_remarks(source: str) -> str:
    """Return a valid source without its comments and docstrings: what decides what it does.

    Lines that hold nothing else go with them; all other text stays as it is, so that the result
    is the same in every version of Python.
    """
    lines: list[str | None] = list(source.split("\n"))
    for comment in comments(source):
        if comment.alone and comment.text.startswith("# %%"):
            continue  # where a cell begins does matter
        before = source.split("\n")[comment.line - 1][: comment.column].rstrip()
        lines[comment.line - 1] = before or None
    for start, end in _docstrings(source):
        for line in range(start, end):
            lines[line] = None
        first = source.split("\n")[start - 1]
        lines[start - 1] = first[: len(first) - len(first.lstrip())] + '""'
    return "\n".join(line for line in lines if line is not None)


def _docstrings(source: str) -> Iterator[tuple[int, int]]:
    """Yield the first and last line of each docstring that has its lines for itself."""
    lines = source.split("\n")
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        first = node.body[0] if node.body else None
        if (
            isinstance(first, ast.Expr)
            and isinstance(first.value, ast.Constant)
            and isinstance(first.value.value, str)
        ):
            before = lines[first.lineno - 1].encode()[: first.col_offset].strip()
            after = lines[(first.end_lineno or 0) - 1].encode()[first.end_col_offset :].strip()
            if not before and (not after or after.startswith(b"#")):
                yield first.lineno, first.end_lineno or first.lineno


_CELL = re.compile(r"^# %%", re.MULTILINE)


def is_lab(source: str) -> bool:
    """Tell whether a program is in percent format."""
    return _CELL.search(source) is not None


def cell_lines(source: str) -> list[int]:
    """Return for each cell the line of its marker."""
    return [source.count("\n", 0, match.start()) + 1 for match in _CELL.finditer(source)]
