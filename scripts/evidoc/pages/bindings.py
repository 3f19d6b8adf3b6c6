"""What a text is bound to: the expression that stands between ``{=`` and ``}``."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TypeGuard

from evidoc.core.values import NAME, PREFIX, UNITS, ClaimError


@dataclass(frozen=True)
class Relation:
    """One comparison with a constant, as in ``miou > .95``."""

    constant: Fraction


@dataclass(frozen=True)
class Binding:
    """What a text is bound to.

    Attributes:
        example: ``name`` or ``topic/name``; None for the last example shown above.
        elements: The expressions to evaluate, in order.
        source: The expression as written.
        relation: The comparison, if the expression is one; its only element is a truth value.
        tolerance: How far the values may lie from the numerals, if the author allows that.
        decimal: The decimal sign of the text's language.
    """

    example: str | None
    elements: tuple[str, ...]
    source: str
    relation: Relation | None = None
    tolerance: Fraction | None = None
    decimal: str = "."


_BLANK_LINE = re.compile(r"\n\s*\n")
_ENDS = 16
"""The most closing braces that an expression is looked through for its end."""


def find_binding_end(text: str, start: int) -> int | None:
    """Return the offset of the ``}`` that ends the expression starting at ``start``.

    It is the first one at which the expression parses; None if there is none in the paragraph, or
    before the next claim.
    """
    opening = text.find("{=", start)
    limit = len(text) if opening < 0 else opening
    if stop := _BLANK_LINE.search(text, start, limit):
        limit = stop.start()
    end = start - 1
    for _ in range(_ENDS):
        end = text.find("}", end + 1, limit)
        if end < 0:
            return None
        if not text[start:end].strip() or _parses(text[start:end]):
            return end
    return None


def why_endless(text: str, start: int) -> str:
    """Return why the expression of a claim that begins there has no end."""
    if _IN_CODE.match(text, start):
        return "its expression stands in backticks"
    if named := _NO_NAME.match(text, start):
        return f"{named['name']!r} cannot name an example: write topic/name"
    return "its expression does not end"


_NO_NAME = re.compile(
    rf"\s*(?!(?:{NAME}/)?{NAME}:)(?P<name>[\w.-]*[/.-][\w./-]*):\s",
)
_IN_CODE = re.compile(r"\s*(?:[\w./-]+:\s*)?`")


@lru_cache(maxsize=16384)
def _parses(source: str) -> bool:
    _, expression, _ = _split(source.replace("\\|", "|"))
    try:
        ast.parse(expression.strip() or "?", mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _split(source: str) -> tuple[str | None, str, str | None]:
    """Return example, expression and tolerance of a binding."""
    prefix = PREFIX.match(source)
    example, rest = (prefix["example"], prefix["rest"]) if prefix else (None, source)
    expression, sign, tolerance = rest.partition("±")
    return example, expression.replace("\n", " ").strip(), tolerance.strip() if sign else None


@lru_cache(maxsize=16384)
def parse_binding(source: str) -> Binding:
    """Parse what stands between ``{=`` and ``}``.

    Raises:
        ClaimError: It is empty, no expression, binds a constant, or is too long for Python.
    """
    try:
        return _parse_binding(source)
    except (RecursionError, MemoryError):
        raise ClaimError("its expression is too long: let the example compute it") from None


def _parse_binding(source: str) -> Binding:
    example, expression, tolerance = _split(source)
    if not expression:
        raise ClaimError("it names no expression")
    try:
        tree = ast.parse(expression, mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise ClaimError(f"{expression!r} is not an expression: {error.args[0]}") from None
    if isinstance(tree, ast.Compare) and not _is_in_unit(tree):
        if tolerance is not None:
            raise ClaimError("a comparison takes no tolerance")
        return Binding(example, (ast.unparse(tree),), source, relation=_relation(tree))
    elements = list(_elements(tree))
    if not elements:
        raise ClaimError(f"{expression!r} holds no value")
    for element in elements:
        if isinstance(element, ast.Compare) and not _is_in_unit(element):
            raise ClaimError(f"a comparison stands alone: {ast.unparse(element)}")
        _require_name(element.left if _is_in_unit(element) else element)
    return Binding(
        example,
        tuple(map(ast.unparse, elements)),
        source,
        tolerance=None if tolerance is None else _constant_text(tolerance),
    )


def expression_of(binding: Binding) -> str:
    """Return what a text is bound to as a reader sees it: without the name of the example."""
    _, expression, tolerance = _split(binding.source)
    return f"{expression} ± {tolerance}" if tolerance else expression


def _elements(tree: ast.expr) -> Iterable[ast.expr]:
    if isinstance(tree, ast.Tuple | ast.List):
        for element in tree.elts:
            yield from _elements(element)
    else:
        yield tree


def _is_in_unit(tree: ast.expr) -> TypeGuard[ast.Compare]:
    """Tell whether an expression is a span of time in a unit: ``elapsed in ms``."""
    return (
        isinstance(tree, ast.Compare)
        and [type(each) for each in tree.ops] == [ast.In]
        and isinstance(tree.comparators[0], ast.Name)
        and tree.comparators[0].id in UNITS
        and _constant(tree.left) is None
    )


def _relation(tree: ast.Compare) -> Relation:
    if len(tree.ops) != 1:
        raise ClaimError("a relation is one comparison")
    sides = [tree.left, tree.comparators[0]]
    constants = [value for side in sides if (value := _constant(side)) is not None]
    if len(constants) != 1:
        raise ClaimError("one side of a comparison is a constant, the other is computed")
    _require_name(tree)
    return Relation(constants[0])


def _constant(tree: ast.expr) -> Fraction | None:
    try:
        value = ast.literal_eval(tree)
    except (ValueError, TypeError):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return Fraction(str(value))
    except ValueError:
        raise ClaimError("a constant is finite, and of at most some thousand digits") from None


_TOLERANCE = re.compile(r"[\d.+\-/]{1,100}(?:[eE][+-]?\d{1,3})?")


def _constant_text(text: str) -> Fraction:
    try:
        if not _TOLERANCE.fullmatch(text):
            raise ValueError
        return abs(Fraction(text))
    except (ValueError, ZeroDivisionError):
        raise ClaimError(f"the tolerance {text!r} is not a number") from None


def _require_name(tree: ast.AST) -> None:
    """Refuse an element that is a constant: it would bind the text to nothing."""
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name)
        and isinstance(node.ctx, ast.Load)
        # A name of a builtin may be one of the example's own: it tells when it has run.
        and not (id(node) in called and hasattr(builtins, node.id))
    }
    own = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    own |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    if not names - own:
        raise ClaimError(f"{ast.unparse(tree)} uses no name of the example, so it proves nothing")
