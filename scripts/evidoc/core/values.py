"""Values that a number in a text can be compared with: flat, exact, and of plain types."""

from __future__ import annotations

import builtins
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from evidoc.core.model import names_in

Value = int | float | bool | Fraction | str
"""A value as a record holds it: exact, a fraction as ``"a/b"``."""


NAME = r"\w[\w.-]*+(?<![.-])"
"""The name of an example or of a topic: no expression holds one in front of a colon."""

PREFIX = re.compile(
    rf"\s*(?!lambda\s*:)(?P<example>{NAME}(?:/{NAME})?)\s*:(?!=)(?P<rest>.*)", re.DOTALL
)
"""The name of an example before an expression: ``name:`` or ``topic/name:``."""

UNITS = {
    "ns": Fraction(1, 1000),
    "us": Fraction(1),
    "ms": Fraction(1000),
    "s": Fraction(10**6),
    "min": Fraction(60 * 10**6),
    "h": Fraction(3600 * 10**6),
    "d": Fraction(86400 * 10**6),
}
"""The units in which a claim can ask for a span of time (``elapsed in ms``), in microseconds."""

_IN_UNIT = re.compile(rf"(?P<what>.+) in (?P<unit>{'|'.join(UNITS)})", re.DOTALL)


class ClaimError(ValueError):
    """A claim that is malformed; the message says how."""


_BITS = 10_000  # about as many digits as Python writes without being asked twice


def evaluate(expression: str, namespace: dict[str, Any]) -> list[Value]:
    """Return the flattened values of an expression, which may end in a unit: ``elapsed in ms``.

    Raises:
        ClaimError: Something in it is not a finite number, or it uses nothing of the namespace.
        Exception: Whatever the expression itself raises.
    """
    names = names_in(expression)
    if names & set(dir(builtins)) and not names & namespace.keys():
        raise ClaimError("it uses no name of the example, so it proves nothing")
    asked = _IN_UNIT.fullmatch(expression)
    if asked is None:
        return flatten(eval(expression, namespace))
    return flatten(eval(asked["what"], namespace), asked["unit"])


def flatten(value: object, unit: str = "") -> list[Value]:
    """Return the numbers in a value, in order, as a record holds them.

    Arrays, tensors, series and frames become lists, row by row, and dictionaries their items;
    fractions and decimals become ``"a/b"``. A date is the numbers of its ISO text.

    Args:
        value: The value.
        unit: The unit, one of ``UNITS``, in which spans of time are counted; empty to refuse them.

    Raises:
        ClaimError: Something in it is not a finite number.
    """
    if isinstance(value, bool):
        return [value]
    if isinstance(value, int):
        if value.bit_length() > _BITS:
            raise ClaimError(f"a number of {value.bit_length()} bits is too long to be shown")
        return [int.__int__(value)]  # without its class, which may be the example's own
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise ClaimError(f"{float.__repr__(value)} is not a finite number")
        return [float.__float__(value)]
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ClaimError(f"{value} is not a finite number")
        if abs(value.adjusted()) > _BITS:
            raise ClaimError(f"{value} has too many digits to be shown")
        return _exact(Fraction(value))
    if isinstance(value, Fraction):
        return _exact(value)
    if isinstance(value, timedelta):
        return _span(value, unit)
    if isinstance(value, date | time):
        return _date(value)
    if isinstance(value, Mapping):
        return [each for item in value.items() for each in flatten(item, unit)]
    if isinstance(value, list | tuple | range):
        return [each for item in value for each in flatten(item, unit)]
    return flatten(_plain(value, unit), unit)


def _plain(value: Any, unit: str) -> object:
    """Return what a library's value holds in types of Python, one step down."""
    kind = getattr(getattr(value, "dtype", None), "kind", "")
    if kind == "m" and not unit:
        raise ClaimError(_without_unit(value))
    if kind == "m":  # NumPy counts nanoseconds as mere integers
        return _spans(value.astype("timedelta64[ns]").astype("int64").tolist(), unit)
    if kind == "M":  # so it does here
        is_fine = "[ns" in str(value.dtype)
        return _dates((value.astype("datetime64[us]") if is_fine else value).tolist())
    if callable(getattr(value, "itertuples", None)):  # pandas: each column keeps its type
        return list(value.itertuples(index=False, name=None))
    for name in ("rows", "tolist", "to_list", "as_py"):
        if callable(method := getattr(value, name, None)):
            plain = method()
            if type(plain) is not type(value):
                return plain
    if callable(ratio := getattr(value, "as_integer_ratio", None)):
        try:
            return Fraction(*ratio())
        except (ValueError, OverflowError):
            raise ClaimError(f"{value} is not a finite number") from None
    raise ClaimError(f"{value!r:.40} is of type {type(value).__name__}, not a number")


def _spans(ticks: Any, unit: str) -> object:
    """Return nanoseconds, or lists of them, in a unit."""
    if isinstance(ticks, list):
        return [_spans(each, unit) for each in ticks]
    if ticks == -(2**63):
        raise ClaimError("NaT is not a span of time")
    return Fraction(ticks, 1000) / UNITS[unit]


def _dates(value: Any) -> object:
    if isinstance(value, list):
        return [_dates(each) for each in value]
    if not isinstance(value, date):
        raise ClaimError(f"{value} is not a date")
    return value


def _span(value: timedelta, unit: str) -> list[Value]:
    if value != value:
        raise ClaimError(f"{value} is not a span of time")
    if not unit:
        raise ClaimError(_without_unit(value))
    nanoseconds = getattr(value, "nanoseconds", 0)  # pandas' own part below Python's
    seconds = value.days * 86400 + value.seconds
    microseconds = seconds * 10**6 + value.microseconds + Fraction(nanoseconds, 1000)
    return _exact(microseconds / UNITS[unit])


def _without_unit(value: object) -> str:
    return f"{value!s:.40} is a span of time: ask for it in a unit, as x in s ({', '.join(UNITS)})"


def _date(value: date | time) -> list[Value]:
    """Return the numbers that stand in the ISO text of a date or a time of day."""
    if value != value:
        raise ClaimError(f"{value} is not a date")
    numbers: list[Value] = []
    if isinstance(value, date):
        numbers += [value.year, value.month, value.day]
    if isinstance(value, datetime | time):
        seconds = value.second + Fraction(value.microsecond, 10**6)
        numbers += [value.hour, value.minute, *_exact(seconds)]
    return numbers


def _exact(value: Fraction) -> list[Value]:
    return [str(value) if value.denominator != 1 else value.numerator]
