"""Whether a formula agrees with the recorded values of its function."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from evidoc.core.model import Value, names_in
from evidoc.formulas.arithmetic import NoValue
from evidoc.formulas.binding import FormulaBinding
from evidoc.formulas.chains import Chain, Formula
from evidoc.formulas.expressions import MEMBERS, NUMBER, OTHER
from evidoc.formulas.grid import REFUSED, Point, read_points
from evidoc.formulas.parser import parse
from evidoc.formulas.tokens import UnreadableError
from evidoc.formulas.tree import Scope

FEWEST = 8
"""The fewest points that say anything about a formula."""


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a formula, and the offset in its LaTeX where it shows."""

    offset: int
    message: str


def judge_latex(latex: str, binding: FormulaBinding, recorded: Mapping[str, Any]) -> Wrong | None:
    """Return None if a formula is true at every point, else what is wrong.

    Args:
        latex: The formula.
        binding: What it is bound to.
        recorded: The values of the function, as ``grid.tabulate`` returned them.
    """
    return _judge(latex, binding, json.dumps(recorded, sort_keys=True))


@lru_cache(maxsize=4096)
def _judge(latex: str, binding: FormulaBinding, recorded: str) -> Wrong | None:
    table = json.loads(recorded)
    points = list(read_points(binding.grid, table))
    if thin := _too_thin(binding, table, points):
        return Wrong(0, thin)
    try:
        formula = _parse(latex, binding, points[0].names)
    except UnreadableError as error:
        return Wrong(error.offset, f"cannot be read: {error.reason}")
    if idle := _unused(binding, formula):
        return Wrong(0, f"does not use {idle}, which is declared")
    return _compare(latex, binding, formula, points)


def _too_thin(binding: FormulaBinding, table: Mapping[str, Any], points: list[Point]) -> str | None:
    """Return why the points say too little about any formula."""
    call = binding.grid.call
    words = [word for row in table["values"] for word in row.split()]
    refused = words.count(REFUSED)
    if len(points) < FEWEST or len(points) < refused / 3:
        message = f"{call} has a value at {len(points)} of {len(points) + refused} points"
        return f"{message}: too few, give it {max(FEWEST, -(-refused // 3))}"
    for name in points[0].parameters:
        first = points[0].parameters[name]
        if all(repr(point.parameters[name]) == repr(first) for point in points):
            return f"{name} has one value alone, {json.dumps(first)}: give it several"
    if all(point.value is points[0].value for point in points) and _is_truth(points):
        return f"{call} is {points[0].value} everywhere: add points where it is not"
    return None


def _is_truth(points: Iterable[Point]) -> bool:
    return all(isinstance(point.value, bool) for point in points)


def _parse(latex: str, binding: FormulaBinding, names: Mapping[str, Value]) -> Formula:
    kinds = {name: _kind(value) for name, value in names.items()}
    return parse(latex, kinds, binding.left, binding.every)


def _kind(value: Value) -> str:
    if isinstance(value, int | Fraction):
        return NUMBER
    return MEMBERS if value else OTHER


def _unused(binding: FormulaBinding, formula: Formula) -> str | None:
    """Return a declared name that the formula does not read, neither by itself nor by another."""
    used = set(formula.used)
    for name, expression in binding.grid.where:
        if name in used:
            used |= names_in(expression)
    declared = [*(name for name, _ in binding.grid.where), *(n for n, _ in binding.grid.parameters)]
    return next((name for name in declared if name not in used), None)


@dataclass(frozen=True)
class _Difference:
    start: int
    end: int
    found: str


def _compare(
    latex: str, binding: FormulaBinding, formula: Formula, points: list[Point]
) -> Wrong | None:
    wrong = [
        (point, difference)
        for point in points
        if (difference := _difference(binding, formula, point))
    ]
    if not wrong:
        return None
    point, difference = wrong[0]
    part = " ".join(latex[difference.start : difference.end].split())
    at = ", ".join(f"{name}={_spelt(value)}" for name, value in point.parameters.items())
    call, value = binding.grid.call, _spelt(point.value)
    return Wrong(
        difference.start,
        f"{part} {difference.found}, computed {value} ({call}) for {at}; "
        f"differs at {len(wrong)} of {len(points)} points",
    )


def _difference(binding: FormulaBinding, formula: Formula, point: Point) -> _Difference | None:
    scope = Scope(point.names, is_exact=binding.tolerance is None)
    chain = formula.chain
    is_truth = isinstance(point.value, bool)
    if is_truth and not chain.relations:
        return _Difference(chain.start, chain.end, "is no comparison")
    if not is_truth and (formula.every or not chain.is_equation):
        return _Difference(chain.start, chain.end, "is true or false")
    for condition in formula.conditions:
        if not _holds(formula, condition, scope):
            return _Difference(condition.start, condition.end, "is not true")
    if is_truth:
        try:
            truth = formula.is_true(chain, scope)
        except NoValue as error:
            return _Difference(chain.start, chain.end, f"has no value ({error})")
        return None if truth == point.value else _Difference(chain.start, chain.end, f"is {truth}")
    for side in chain.sides:
        try:
            value = side.node.evaluate(scope)
        except NoValue as error:
            return _Difference(side.start, side.end, f"has no value ({error})")
        if abs(Fraction(value) - point.value) > (binding.tolerance or 0):
            return _Difference(side.start, side.end, f"gives {_spelt(value)}")
    return None


def _holds(formula: Formula, condition: Chain, scope: Scope) -> bool:
    try:
        return formula.is_true(condition, scope)
    except NoValue:
        return False


def _spelt(value: Value) -> str:
    if isinstance(value, Fraction) and value.denominator > 10_000:
        return f"{float(value):.9g}"
    return str(value).replace(" ", "") if isinstance(value, list) else str(value)
