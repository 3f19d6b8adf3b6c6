from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import torch

from evidoc.core.values import ClaimError, evaluate, flatten


class Size(IntEnum):
    SMALL = 3


class Metres(float):
    def __repr__(self) -> str:
        return f"{float(self)} m"


NUMBERS: list[tuple[Any, list[Any]]] = [
    (Size.SMALL, [3]),
    (Metres(2.5), [2.5]),
    (Decimal("1.10"), ["11/10"]),
    (Decimal(7), [7]),
    (Fraction(6, 3), [2]),
    ({"a": 1}.values().__len__(), [1]),
    (np.float32(0.5), [0.5]),
    (np.longdouble("2.5"), ["5/2"]),
    (np.arange(4).reshape(2, 2), [0, 1, 2, 3]),
    (torch.tensor([1.5, 2.0], requires_grad=True), [1.5, 2.0]),
    (torch.tensor(3, dtype=torch.bfloat16), [3.0]),
    (date(2024, 1, 5), [2024, 1, 5]),
    (datetime(2024, 1, 5, 12, 30, 45), [2024, 1, 5, 12, 30, 45]),
    (datetime(2024, 1, 5, 12, 30, 45, 500_000), [2024, 1, 5, 12, 30, "91/2"]),
    (time(7, 5), [7, 5, 0]),
    (np.datetime64("2024-01-05"), [2024, 1, 5]),
    (np.array(["2024-01-05T12"], "datetime64[ns]"), [2024, 1, 5, 12, 0, 0]),
]


@pytest.mark.parametrize(("value", "numbers"), NUMBERS, ids=lambda each: repr(each)[:40])
def test_values_become_plain_numbers(value: object, numbers: list[object]) -> None:
    found = flatten(value)
    assert found == numbers
    assert {type(each) for each in found} <= {bool, int, float, str}


# Expression over ``pd`` and ``pl``, its numbers or a part of the complaint.
LIBRARIES = [
    ("pd.DataFrame({'a': [1, 2], 'b': [.5, 1.5]})", [1, 0.5, 2, 1.5]),
    ("pd.Series([1, 2], dtype='Int64')", [1, 2]),
    ("pd.Series([1, 2]).sum()", [3]),
    ("pd.Timestamp('2024-01-05').date()", [2024, 1, 5]),
    ("pd.Timedelta('1500ms') in s", ["3/2"]),
    ("pd.Series([pd.Timedelta('2s')]) in ms", [2000]),
    ("pd.DataFrame({'a': ['x']})", "'x' is of type str"),
    ("pd.NaT", "NaT is not"),
    ("pd.Series([1, None], dtype='Int64')", "NAType"),
    ("pd.Series([1, None])", "nan is not a finite number"),
    ("pl.DataFrame({'a': [1, 2], 'b': [.5, 1.5]})", [1, 0.5, 2, 1.5]),
    ("pl.Series([1, 2])", [1, 2]),
    ("pl.Series([1, 2]).mean()", [1.5]),
    ("pl.Series([1, None])", "None is of type NoneType"),
]


@pytest.mark.parametrize(("expression", "expected"), LIBRARIES)
def test_values_of_libraries(expression: str, expected: list[object] | str) -> None:
    libraries: dict[str, ModuleType] = {
        "pd": pytest.importorskip("pandas"),
        "pl": pytest.importorskip("polars"),
    }
    if isinstance(expected, str):
        with pytest.raises(ClaimError, match=expected):
            evaluate(expression, libraries)
    else:
        assert evaluate(expression, libraries) == expected


SPANS = [
    (timedelta(seconds=1, microseconds=500_000), "s", ["3/2"]),
    (timedelta(days=1), "h", [24]),
    (-timedelta(minutes=3), "min", [-3]),
    (np.timedelta64(5, "ms"), "us", [5000]),
    (np.array([1, 2], "timedelta64[ns]"), "ns", [1, 2]),
    ([timedelta(hours=1), timedelta(hours=36)], "d", ["1/24", "3/2"]),
]


@pytest.mark.parametrize(("span", "unit", "numbers"), SPANS, ids=repr)
def test_spans_of_time_are_counted_in_the_unit_asked_for(
    span: object, unit: str, numbers: list[object]
) -> None:
    assert evaluate(f"span in {unit}", {"span": span}) == numbers
    with pytest.raises(ClaimError, match="ask for it in a unit"):
        flatten(span)


UNUSABLE: list[tuple[Any, str]] = [
    (float("nan"), "nan is not a finite number"),
    (Metres("inf"), "inf is not a finite number"),
    (Decimal("NaN"), "NaN is not a finite number"),
    (Decimal("1e999999"), "too many digits"),
    (np.longdouble("inf"), "not a finite number"),
    (1j, "of type complex"),
    ("9", "of type str"),
    (None, "of type NoneType"),
    (np.timedelta64("NaT"), "unit"),
    (np.datetime64("NaT"), "None is not a date"),
    ({1, 2}, "of type set"),
    (1 << 10_001, "too long"),
]


@pytest.mark.parametrize(("value", "complaint"), UNUSABLE, ids=lambda each: repr(each)[:40])
def test_what_is_no_number_is_refused_with_the_reason(value: object, complaint: str) -> None:
    with pytest.raises(ClaimError, match=complaint):
        flatten(value)
