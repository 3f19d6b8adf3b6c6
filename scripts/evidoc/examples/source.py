"""Python source as text: read it, parse it, find its comments."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from math import isfinite
from pathlib import Path

from evidoc.core.files import as_it_was, not_written, read, write_if_changed
from evidoc.core.findings import EvidocError, Finding
from evidoc.examples.comments import Comment, find_comments, outside_f_strings


def read_source(path: Path, name: str) -> str:
    """Return the text of a file with line feeds alone and without a byte order mark.

    Args:
        path: The file.
        name: Its path as findings show it.

    Raises:
        EvidocError: The file cannot be read or is not UTF-8.
    """
    try:
        data = read(path)
    except OSError as error:
        raise EvidocError([Finding(name, 1, f"cannot be read: {error.strerror}")]) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise EvidocError([Finding(name, line, "is not UTF-8", "save it as UTF-8")]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write_source(path: Path, name: str, text: str) -> None:
    """Put a text in the place of another, with the mark and the line ends that the file has.

    Args:
        path: The file.
        name: Its path as findings show it.
        text: The text, with line feeds alone.

    Raises:
        EvidocError: The file cannot be written.
    """
    try:
        write_if_changed(path, as_it_was(text, path.read_bytes()))
    except OSError as error:
        raise EvidocError([not_written(name, error)]) from error


_DEEPEST = 250
"""A tree of so many levels is nobody's: what reads programs recurses into it, and would fail."""


_LEAVES = frozenset(
    {"arg", "asname", "attr", "conversion", "ctx", "id", "is_async", "kind", "level", "module"}
    | {"op", "ops", "rest", "simple", "type_comment"}
)
"""The fields that hold no nodes, or such as have nothing below them: contexts and signs."""


_FIELDS = {
    kind: tuple(name for name in kind._fields if name not in _LEAVES)
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, ast.AST)
}
_FIELDS[ast.Constant] = ()


def children(node: ast.AST) -> list[ast.AST]:
    """Return what stands below a node and has something below it, or may: no contexts, no signs.

    ``ast.iter_child_nodes`` takes five times as long, and much of a check.
    """
    found: list[ast.AST] = []
    for name in _FIELDS[type(node)]:
        field = getattr(node, name, None)
        if type(field) is list:
            found += [each for each in field if isinstance(each, ast.AST)]
        elif isinstance(field, ast.AST):
            found.append(field)
    return found


def _nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    """Return the nodes of a tree, those of each level behind those of the level above.

    Raises:
        RecursionError: It has too many levels, such as a sum of a thousand terms.
    """
    level: list[ast.AST] = [tree]
    found = []
    for _ in range(_DEEPEST):
        found += level
        level = [child for node in level for child in children(node)]
        if not level:
            return tuple(found)
    raise RecursionError


class SourceCode:
    """A source text of Python, parsed once.

    Attributes:
        text: The text, its lines ended by line feeds.
        path: The file that findings name.
    """

    def __init__(self, text: str, path: str = "program") -> None:
        self.text = text
        self.path = path

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")

    @property
    def tree(self) -> ast.Module:
        """The syntax tree; whoever changes it copies it first.

        Raises:
            EvidocError: The text is not valid Python.
        """
        return self._parsed[0]

    @property
    def nodes(self) -> Sequence[ast.AST]:
        """The nodes of the tree, without contexts and signs, in the order of ``ast.walk``.

        Raises:
            EvidocError: The text is not valid Python.
        """
        return self._parsed[1]

    @cached_property
    def strings(self) -> Sequence[ast.Constant | ast.JoinedStr]:
        """Its outermost strings and f-strings.

        Raises:
            EvidocError: The text is not valid Python.
        """
        _ = self.tree
        return [
            node
            for node in _outside_f_strings(self.text)
            if isinstance(node, ast.JoinedStr)
            or (isinstance(node, ast.Constant) and isinstance(node.value, str))
        ]

    @cached_property
    def _parsed(self) -> tuple[ast.Module, Sequence[ast.AST]]:
        try:
            return _parsed(self.text)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            # Only a null byte has no line, and is a ValueError in some versions.
            line = getattr(error, "lineno", None)
            line = line or self.text.count("\n", 0, self.text.find("\0") + 1) + 1
            what = getattr(error, "msg", error) if error.args else "nested too deeply"
            raise EvidocError(
                [Finding(self.path, line, f"is not valid Python: {what}", "mend this line")]
            ) from None

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """The comments, in order, without the metadata that a script holds for its installer.

        Raises:
            EvidocError: The text is not valid Python.
        """
        _ = self.tree
        return _comments(self.text)

    @cached_property
    def numbers(self) -> Sequence[tuple[int, Fraction, bool]]:
        """The numbers in its code: the line of each, what it is, whether a minus stands before it.

        Raises:
            EvidocError: The text is not valid Python.
        """
        _ = self.tree
        found = []
        for node in _outside_f_strings(self.text):
            if not isinstance(node, ast.Constant):
                continue
            value = node.value
            if type(value) is int or (isinstance(value, float) and isfinite(value)):
                before = self.lines[node.lineno - 1].encode()[: node.col_offset]
                number = Fraction(value if isinstance(value, int) else str(value))
                found.append((node.lineno, number, before.rstrip().endswith(b"-")))
        return found


@lru_cache(maxsize=1024)
def _parsed(text: str) -> tuple[ast.Module, Sequence[ast.AST]]:
    tree = ast.parse(text)
    return tree, _nodes(tree)


@lru_cache(maxsize=1024)  # many programs of a project read alike
def _comments(text: str) -> tuple[Comment, ...]:
    return find_comments(text, _outside_f_strings(text))


@lru_cache(maxsize=1024)
def _outside_f_strings(text: str) -> tuple[ast.AST, ...]:
    return tuple(outside_f_strings(_parsed(text)[1]))


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
    return comment.alone and _is_marker(comment.text)


@lru_cache(maxsize=4096)
def _is_marker(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (REGION, END_REGION, SETTINGS))


def is_directive(comment: Comment) -> bool:
    """Tell whether a comment speaks to a tool, not to a reader, and so is never translated."""
    return is_marker(comment) or _FOR_TOOLS.match(comment.text) is not None
