"""What the author binds a formula to: the argument and the options of its block.

    /// formula | output_size: O = output_size(I, K, S, P, d)
        for: I=1..12, K=1..4, S=1..3, P=0..2, d=1..3

The argument reads as in a claim: an example, then an expression in its namespace; before it, if
the formula has one, the left side that the expression gives the value of.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from evidoc.core.model import Grid, names_in
from evidoc.core.values import PREFIX

OPTIONS = ("for", "where", "when", "every", "tolerance", "notation")


class BindingError(ValueError):
    """A formula that is bound to nothing, or in a way that cannot be read."""


@dataclass(frozen=True)
class FormulaBinding:
    """What a formula has to agree with.

    Attributes:
        example: ``name`` or ``topic/name``; None for the last example shown above.
        left: What has to stand on the left; empty if all sides are to be evaluated.
        grid: The function and the parameters.
        every: An index, its first and its last value as formulas; the comparison has to be true
            for all of them together.
        tolerance: How far the values may lie apart; None for exact.
    """

    example: str | None
    left: str
    grid: Grid
    every: tuple[str, str, str] | None = None
    tolerance: Fraction | None = None


_LEFT = re.compile(r"(?P<left>[^\W\d]\w*(?:\(\s*\w+(?:\s*,\s*\w+)*\s*\))?)\s*=(?!=)(?P<rest>.*)")
_EVERY = re.compile(r"\s*(?P<index>\w+)\s*=(?P<start>.+?)\.\.(?P<stop>.+)")
_RANGE = re.compile(r"(?<![\w.])(-?\d+)\.\.(-?\d+)(?![\w.])")


def parse_formula_binding(argument: str, options: Mapping[str, str]) -> FormulaBinding:
    """Read the argument and the options of a block.

    Raises:
        BindingError: They are not complete or not valid.
    """
    prefix = PREFIX.fullmatch(argument)
    example, rest = (prefix["example"], prefix["rest"]) if prefix else (None, argument)
    left = _LEFT.fullmatch(rest.strip())
    call = _expression(left["rest"] if left else rest, "the function")
    parameters = _named(options.get("for", ""), "for")
    where = _named(options.get("where", ""), "where")
    if not parameters:
        raise BindingError("its parameters have no values: add for: K=1..7")
    _check_names(call, parameters, where)
    every = _EVERY.fullmatch(options["every"]) if "every" in options else None
    if "every" in options and not every:
        raise BindingError(f"every: {options['every']} is no range such as i=1..n")
    name, *arguments = re.findall(r"\w+", left["left"]) if left else [""]
    if name in parameters:
        raise BindingError(f"{name} is the left side and a parameter")
    when = options.get("when", "")
    return FormulaBinding(
        example,
        f"{name}({', '.join(arguments)})" if arguments else name,
        Grid(
            call,
            tuple(parameters.items()),
            tuple(where.items()),
            _expression(when, "when") if when else "",
        ),
        (every["index"], every["start"], every["stop"]) if every else None,
        _tolerance(options["tolerance"]) if "tolerance" in options else None,
    )


def _check_names(call: str, parameters: Mapping[str, str], where: Mapping[str, str]) -> None:
    if twice := sorted(parameters.keys() & where.keys()):
        raise BindingError(f"{twice[0]} is declared twice")
    if not names_in(call) - parameters.keys() - set(dir(builtins)):
        raise BindingError(f"{call} uses no name of the example, so it proves nothing")


def _expression(source: str, what: str) -> str:
    try:
        return ast.unparse(ast.parse(source.strip(), mode="eval"))
    except (SyntaxError, ValueError):
        raise BindingError(f"{what} {source.strip()!r} is not an expression") from None


def _named(source: str, option: str) -> dict[str, str]:
    """Read ``K=1..7, r=stacks``: names with expressions; ``1..7`` includes both."""
    source = _RANGE.sub(lambda match: f"range({match[1]}, {int(match[2]) + 1})", source)
    try:
        call = ast.parse(f"f({source})", mode="eval").body
        assert isinstance(call, ast.Call)
        named = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
    except (SyntaxError, ValueError, AssertionError):
        raise BindingError(f"{option}: {source} is not a list of name=values") from None
    if call.args or None in named or len(named) != len(call.keywords):
        raise BindingError(f"{option}: {source} is not a list of name=values")
    return {str(name): expression for name, expression in named.items()}


def _tolerance(text: str) -> Fraction:
    try:
        return abs(Fraction(text))
    except ValueError:
        raise BindingError(f"the tolerance {text!r} is not a number") from None
