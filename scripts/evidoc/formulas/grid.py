"""A function's values on a grid of parameters: what a run records for a formula.

The run evaluates the expressions of a ``Grid`` in the example's namespace and writes down their
values; ``read_points`` reads them back without importing anything.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any

from evidoc.core.model import Grid, Number, Value
from evidoc.core.values import ClaimError, flatten

LIMIT = 5000
"""The most points that a grid may have."""

REFUSED, EXCLUDED = "-", "."
"""What is recorded where the function raises ValueError, and where the condition is false."""


def tabulate(grid: Grid, namespace: Mapping[str, Any]) -> dict[str, Any]:
    """Evaluate a grid in the namespace of an example and return what a record holds of it.

    Everything is compact text: the values of the parameters and of the other names as JSON, those
    of the function as words, a line for each value of the first parameter.

    Raises:
        ClaimError: A value is no number, or the grid is empty or too large.
        Exception: Whatever the example's own code raises; only the function may refuse parameters
            by a ValueError.
    """
    scope = dict(namespace)
    axes = {name: list(eval(values, scope)) for name, values in grid.parameters}
    size = prod(map(len, axes.values()))
    if not 0 < size <= LIMIT:
        raise ClaimError(f"the grid has {size} points, but has to have 1 to {LIMIT}")
    words = [_word(grid, scope | point) for point in _product(axes)]
    first, *_ = axes.values()
    row = size // len(first)
    return {
        "parameters": {name: _dumped(map(_shown, values)) for name, values in axes.items()},
        "where": {
            name: _dumped(
                _structure(eval(expression, scope | point))
                for point in _product({name: axes[name] for name in grid.depends(expression)})
            )
            for name, expression in grid.where
        },
        "values": [" ".join(words[start : start + row]) for start in range(0, size, row)],
    }


def _product(axes: Mapping[str, list[Any]]) -> Iterator[dict[str, Any]]:
    for values in itertools.product(*axes.values()):
        yield dict(zip(axes, values, strict=True))


def _word(grid: Grid, scope: dict[str, Any]) -> str:
    """Return the function's value at one point as a word."""
    if grid.when and not eval(grid.when, scope):
        return EXCLUDED
    try:
        value = eval(grid.call, scope)
    except ValueError:
        return REFUSED
    values = flatten(value)
    if len(values) != 1:
        raise ClaimError(f"it has {len(values)} values where the formula has one")
    return str(values[0])


def _structure(value: object) -> Value:
    """Return a number, or numbers in lists and mappings, as JSON."""
    to_list = getattr(value, "tolist", None)
    if callable(to_list):
        value = to_list()
    if isinstance(value, Mapping):
        return {str(index): _structure(item) for index, item in value.items()}
    if isinstance(value, list | tuple | range):
        return [_structure(item) for item in value]
    (number,) = flatten(value)
    return int(number) if isinstance(number, bool) else number


_TEXT = "text"


def _shown(value: object) -> Value:
    """Return a parameter as JSON; one that is no number serves only to tell points apart."""
    try:
        return _structure(value)
    except ClaimError:
        return {_TEXT: str(value)}


def _dumped(values: Iterable[Value]) -> str:
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Point:
    """One point of a grid, as recorded.

    Attributes:
        parameters: The parameters, as a reader of a finding wants to see them.
        names: The parameters and the other names, with exact values.
        value: The function's value.
    """

    parameters: Mapping[str, Value]
    names: Mapping[str, Value]
    value: Number | bool


def read_points(grid: Grid, recorded: Mapping[str, Any]) -> Iterator[Point]:
    """Yield the points at which the function has a value, in the order of the grid."""
    axes = {name: json.loads(recorded["parameters"][name]) for name, _ in grid.parameters}
    places = {name: range(len(values)) for name, values in axes.items()}
    where = {
        name: dict(
            zip(
                itertools.product(*(places[name] for name in grid.depends(expression))),
                map(_exact, json.loads(recorded["where"][name])),
                strict=True,
            )
        )
        for name, expression in grid.where
    }
    exact = {name: [_exact(value) for value in values] for name, values in axes.items()}
    shown = {name: [_read(value) for value in values] for name, values in axes.items()}
    words = (word for row in recorded["values"] for word in row.split())
    for at, word in zip(itertools.product(*places.values()), words, strict=True):
        if word in (REFUSED, EXCLUDED):
            continue
        place = dict(zip(places, at, strict=True))
        names = {name: exact[name][index] for name, index in place.items()}
        for name, expression in grid.where:
            names[name] = where[name][tuple(place[each] for each in grid.depends(expression))]
        yield Point(
            {name: shown[name][index] for name, index in place.items()},
            names,
            word == "True" if word in ("True", "False") else _number(word),
        )


def _read(value: Value) -> Value:
    return value[_TEXT] if isinstance(value, dict) and _TEXT in value else value


def _exact(value: Value) -> Value:
    if isinstance(value, list):
        return [_exact(item) for item in value]
    if isinstance(value, dict):
        return {index: _exact(item) for index, item in value.items() if index != _TEXT}
    return _number(str(value))


def _number(word: str) -> Number:
    """Return a number as it is written: 0.1 is a tenth."""
    value = Fraction(word)
    return value.numerator if value.denominator == 1 else value
