"""What a run records for a formula, and reads back exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest

from evidoc.core.model import Grid
from evidoc.core.values import ClaimError
from evidoc.formulas.grid import LIMIT, Point, read_points, tabulate


def half(n: int) -> Fraction:
    if n < 2:
        raise ValueError("too small")
    return Fraction(n, 2)


@dataclass
class Layer:
    taps: int


class Tensor:
    def __init__(self, values: Sequence[Any]) -> None:
        self.values = values

    def tolist(self) -> list[Any]:
        return list(self.values)


def points(grid: Grid) -> list[Point]:
    return list(read_points(grid, tabulate(grid, globals())))


def test_points_come_in_order_without_those_that_the_function_refuses() -> None:
    grid = Grid("half(n) * k", (("n", "range(1, 4)"), ("k", "[1, 2]")))
    assert [(point.parameters, point.value) for point in points(grid)] == [
        ({"n": 2, "k": 1}, 1),
        ({"n": 2, "k": 2}, 2),
        ({"n": 3, "k": 1}, Fraction(3, 2)),
        ({"n": 3, "k": 2}, 3),
    ]


def test_a_row_is_recorded_for_each_value_of_the_first_parameter() -> None:
    grid = Grid("half(n) * k", (("n", "range(1, 4)"), ("k", "[1, 2]")))
    assert tabulate(grid, globals())["values"] == ["- -", "1 2", "3/2 3"]


def test_a_condition_leaves_points_out() -> None:
    grid = Grid("n", (("n", "range(6)"),), when="n % 2 == 0")
    assert [point.value for point in points(grid)] == [0, 2, 4]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("n", 3),
        ("0.1", Fraction(1, 10)),
        ("Fraction(2, 6)", Fraction(1, 3)),
        ("1e300", 10**300),
        ("True", 1),
        ("[1, [2.5, n]]", [1, [Fraction(5, 2), 3]]),
        ("{2: n, 3: 4}", {"2": 3, "3": 4}),
        ("Tensor([1, 2])", [1, 2]),
        ("range(n)", [0, 1, 2]),
        ("[k * n for k in range(2)]", [0, 3]),
    ],
)
def test_names_are_read_exactly(expression: str, expected: object) -> None:
    grid = Grid("n", (("n", "[3]"),), (("name", expression),))
    (point,) = points(grid)
    assert point.names["name"] == expected
    assert point.names["n"] == 3


def test_a_name_is_evaluated_once_for_the_parameters_that_it_uses() -> None:
    parameters = (("n", "range(2)"), ("k", "range(3)"))
    grid = Grid("n * k", parameters, (("of_k", "k + 10"), ("of_none", "7")))
    recorded = tabulate(grid, globals())
    assert recorded["where"] == {"of_k": "[10,11,12]", "of_none": "[7]"}
    found = [(point.names["of_k"], point.names["of_none"]) for point in points(grid)]
    assert found == [(10, 7), (11, 7), (12, 7)] * 2


def test_truth_values() -> None:
    assert [point.value for point in points(Grid("n > 0", (("n", "range(2)"),)))] == [False, True]


def test_a_parameter_that_is_no_number_is_named() -> None:
    grid = Grid("layer.taps", (("layer", "[Layer(3)]"),), (("K", "layer.taps"),))
    (point,) = points(grid)
    assert point.parameters == {"layer": "Layer(taps=3)"}
    assert point.names["K"] == 3


@pytest.mark.parametrize(
    ("grid", "message"),
    [
        (Grid("n", (("n", "[]"),)), "0 points"),
        (Grid("n", (("n", f"range({LIMIT + 1})"),)), f"{LIMIT + 1} points"),
        (Grid("[n, n]", (("n", "[1]"),)), "2 values"),
        (Grid("'n'", (("n", "[1]"),)), "not a number"),
        (Grid("float('nan')", (("n", "[1]"),)), "finite"),
        (Grid("n", (("n", "[1]"),), (("s", "'n'"),)), "not a number"),
    ],
)
def test_what_is_no_number_is_refused(grid: Grid, message: str) -> None:
    with pytest.raises(ClaimError, match=message):
        tabulate(grid, globals())
