"""What the signs and functions of a formula compute, exactly.

Integers stay integers and quotients become fractions.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator
from fractions import Fraction

from evidoc.core.model import Number


class NoValue(ArithmeticError):  # noqa: N818
    """A formula that has no value for these parameters; the message says why."""


def whole(value: Number, what: str) -> int:
    """Return a number that has to be a whole one."""
    if value.denominator != 1:
        raise NoValue(f"{what} {value} is not a whole number")
    return value.numerator


def _quotient(left: Number, right: Number) -> Number:
    if right == 0:
        raise NoValue("it divides by 0")
    return Fraction(left, right)


def _remainder(left: Number, right: Number) -> Number:
    if right == 0:
        raise NoValue("it divides by 0")
    return left % right


def _power(base: Number, exponent: Number) -> Number:
    exponent = whole(exponent, "the exponent")
    if base == 0 and exponent < 0:
        raise NoValue("it divides by 0")
    if abs(exponent) > 10_000:
        raise NoValue(f"the exponent {exponent} is too large")
    return base**exponent if exponent >= 0 else Fraction(base) ** exponent


OPERATORS: dict[str, Callable[[Number, Number], Number]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _quotient,
    "mod": _remainder,
    "^": _power,
}


_ROOT_SCALE = 1 << 200


def root(value: Number, is_exact: bool) -> Number:
    """Return the square root; one that is no fraction is rounded, or refused if it must be exact.

    Rounded is far beyond the precision of floating point.
    """
    if value < 0:
        raise NoValue(f"it takes the root of {value}")
    fraction = Fraction(value)
    product = fraction.numerator * fraction.denominator
    exact = Fraction(math.isqrt(product), fraction.denominator)
    if exact * exact == fraction:
        return exact
    if is_exact:
        raise NoValue(f"the root of {value} is no fraction: give a tolerance")
    return Fraction(math.isqrt(product * _ROOT_SCALE**2), fraction.denominator * _ROOT_SCALE)


FUNCTIONS: dict[str, Callable[..., Number]] = {
    "max": max,
    "min": min,
    "gcd": lambda *values: math.gcd(*(whole(value, "the argument") for value in values)),
    "floor": lambda value: value.__floor__(),
    "ceil": lambda value: value.__ceil__(),
    "abs": abs,
    "-": operator.neg,
}
"""The functions that a formula knows, beside the root."""


def _extreme(choose: Callable[[list[Number]], Number]) -> Callable[[Iterator[Number]], Number]:
    def over(values: Iterator[Number]) -> Number:
        if found := list(values):
            return choose(found)
        raise NoValue("its range is empty")

    return over


RANGED: dict[str, Callable[[Iterator[Number]], Number]] = {
    "sum": sum,
    "prod": math.prod,
    "max": _extreme(max),
    "min": _extreme(min),
}
"""What runs over an index. An empty sum is 0, an empty product is 1."""


RELATIONS: dict[str, Callable[[Number, Number], bool]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "!=": operator.ne,
}
