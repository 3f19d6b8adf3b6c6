"""Values that a number in a text can be compared with: flat, exact, and of plain types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

Value = int | float | bool | Fraction | str
"""A value as a record holds it: exact, a fraction as ``"a/b"``."""


PREFIX = re.compile(
    r"\s*(?!lambda\b)(?P<example>[A-Za-z_]\w*(?:/[A-Za-z_]\w*)?)\s*:(?!=)(?P<rest>.*)", re.DOTALL
)
"""The name of an example before an expression: ``name:`` or ``topic/name:``."""


class ClaimError(ValueError):
    """A claim that is malformed; the message says how."""


_BITS = 10_000  # about as many digits as Python writes without being asked twice


def flatten(value: object) -> list[Value]:
    """Return the numbers in a value, in order, as a record holds them.

    Arrays and tensors become lists, dictionaries their items, fractions ``"a/b"``.

    Raises:
        ClaimError: Something in it is not a finite number.
    """
    if isinstance(value, bool | int):
        if value.bit_length() > _BITS:
            raise ClaimError(f"a number of {value.bit_length()} bits is too long to be shown")
        return [value]
    if isinstance(value, Fraction):
        return [str(value) if value.denominator != 1 else value.numerator]
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise ClaimError(f"{value} is not a finite number")
        return [value]
    if isinstance(value, Mapping):
        return [each for item in value.items() for each in flatten(item)]
    if isinstance(value, list | tuple | range):
        return [each for item in value for each in flatten(item)]
    to_list = getattr(value, "tolist", None)
    if callable(to_list):
        return flatten(to_list())
    raise ClaimError(f"{value!r:.40} is of type {type(value).__name__}, not a number")
