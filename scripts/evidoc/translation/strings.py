"""Which strings of a program speak to its readers."""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterable, Iterator

from evidoc.examples.source import children

# Values that programs pass about: modes, file names, identifiers such as Conv2d, colours.
_CODE = re.compile(r"[a-z0-9_./:-]+|(?=.*[0-9_])[A-Za-z0-9_./:-]+")
_LOOKUPS = {"get", "pop", "setdefault"}
_ATTRIBUTES = {"getattr", "setattr", "hasattr", "delattr"}

String = ast.Constant | ast.JoinedStr
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def outermost_strings(node: ast.AST) -> Iterator[String]:
    """Yield the outermost strings and f-strings; a catalog reaches no others."""
    ahead = [node]
    while ahead:
        node = ahead.pop()
        if isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Constant) and isinstance(node.value, str)
        ):
            yield node
        else:
            ahead += reversed(children(node))


def docstrings(nodes: Iterable[ast.AST]) -> Iterator[ast.Constant]:
    """Yield the docstrings of a module and its classes and functions."""
    for node in nodes:
        if isinstance(node, _DOCUMENTED):
            match node.body:
                case [ast.Expr(value=ast.Constant(value=str()) as string), *_]:
                    yield string


def excluded(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Yield strings that are part of what a program does, not of what it says."""
    for node in nodes:
        if type(node) in _EXCLUDING:
            yield from _excluded(node)


_EXCLUDING = {
    *(ast.AnnAssign, ast.AsyncFunctionDef, ast.Call, ast.Compare, ast.Dict, ast.FunctionDef),
    *(ast.MatchMapping, ast.MatchValue, ast.Subscript, ast.arg, ast.keyword),
}
"""The nodes that one of the cases below is of."""


def _excluded(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Dict():
            yield from _operands(node.keys)
        case ast.Subscript():
            yield from _operands([node.slice])
        case ast.Compare():
            yield from _operands([node.left, *node.comparators])
        case ast.MatchValue():
            yield from _operands([node.value])
        case ast.MatchMapping():
            yield from _operands(node.keys)
        case ast.arg(annotation=annotation) | ast.AnnAssign(annotation=annotation) if annotation:
            yield from ast.walk(annotation)
        case ast.FunctionDef(returns=returns) | ast.AsyncFunctionDef(returns=returns) if returns:
            yield from ast.walk(returns)
        case ast.Call(func=ast.Name(id=name), args=[_, attribute, *_]) if name in _ATTRIBUTES:
            yield attribute
        case ast.Call(func=ast.Attribute(attr=name), args=[key, *_]) if name in _LOOKUPS:
            yield from _operands([key])
        case ast.Call(func=ast.Attribute(attr="figure"), args=[figure_name, *_]):
            yield figure_name
        case ast.keyword(arg="num"):
            yield node.value  # A figure's name, by which pages of all languages call it.


def _operands(nodes: Iterable[ast.AST | None]) -> Iterator[ast.AST]:
    """Yield nodes and the elements of those that are displays, as in ``x in ("a", "b")``."""
    for node in nodes:
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            yield from _operands(node.elts)
        elif isinstance(node, ast.Slice):
            yield from _operands([node.lower, node.upper, node.step])
        elif node is not None:
            yield node


def hidden_prose(node: String, passed_over: Container[int]) -> str | None:
    """Return prose that stands in an expression within an f-string.

    Args:
        node: The string.
        passed_over: The ``id`` of what ``excluded`` yields for the whole tree.
    """
    values = node.values if isinstance(node, ast.JoinedStr) else []
    for value in values:
        expression = value.value if isinstance(value, ast.FormattedValue) else None
        for inner in ast.walk(expression) if expression else ():
            match inner:
                case ast.Constant(value=str(text)) if id(inner) not in passed_over:
                    if is_prose(text):
                        return text
    return None


def is_prose(text: str) -> bool:
    """Tell whether a string is for readers: it has a letter, and is no value or identifier."""
    return has_letter(text) and not _CODE.fullmatch(text)


def has_letter(text: str) -> bool:
    """Tell whether there is anything to translate in a text."""
    return any(character.isalpha() for character in text)
