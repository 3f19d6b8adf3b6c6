"""Rewrite the numerals of a claim to the values computed, in the shape they had."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from evidoc.core.findings import counted
from evidoc.core.values import Value
from evidoc.pages.bindings import Binding
from evidoc.pages.claims import judge, numerals_of
from evidoc.pages.not_numbers import swapped
from evidoc.pages.numerals import PERCENT, Numeral, NumeralError


class CannotRewrite(ValueError):  # noqa: N818
    """Why a text is left to its author."""


def rewrite_claim(
    text: str, binding: Binding, values: Mapping[str, Sequence[Value]], names: Iterable[str] = ()
) -> str:
    """Return a claim's text with the computed values in place of its numerals.

    Raises:
        CannotRewrite: It is a relation, has words or powers, or another count of numerals.
    """
    if binding.relation:
        raise CannotRewrite("a relation states what should hold; the text or the example is wrong")
    try:
        numerals = numerals_of(text, names, binding.decimal)
    except NumeralError as error:
        raise CannotRewrite(str(error)) from None
    computed = [Fraction(value) for element in binding.elements for value in values[element]]
    if len(numerals) != len(computed):
        raise CannotRewrite(
            f"the text has {counted(len(numerals), 'number')}, "
            f"the expression {counted(len(computed), 'value')}"
        )
    result = text
    for numeral, value in reversed(list(zip(numerals, computed, strict=True))):
        if not numeral.equals(value):
            new = rewrite(numeral, value, binding.decimal)
            result = result[: numeral.start] + new + result[numeral.end :]
    # A new sign or separator can change how its neighbours read.
    if wrong := judge(result, binding, values, names):
        raise CannotRewrite(f"the new text would read wrong: {wrong}")
    return result


def mend_of(
    text: str, binding: Binding, values: Mapping[str, Sequence[Value]], names: Iterable[str] = ()
) -> str:
    """Return what mends a claim that is wrong: the command, unless that leaves it to its author."""
    try:
        rewrite_claim(text, binding, values, names)
    except CannotRewrite:
        return "mend it by hand"
    return "evidoc update"


def written(values: Sequence[Value]) -> str:
    """Return values as text where there was none: fractions as decimals."""
    texts = []
    for value in values:
        exact = Fraction(value)
        texts.append(str(exact.numerator) if exact.denominator == 1 else f"{float(exact):.4g}")
    return ", ".join(texts)


_SHAPE = re.compile(
    r"(?P<sign>[-−–]?)(?P<digits>[\d.,{}]*\d)(?P<exponent>[eE][+\-−]?\d+)?"
    rf"(?P<tail>{PERCENT})?"
)


_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d*,\d+")


def rewrite(numeral: Numeral, value: Fraction, decimal: str = ".") -> str:
    """Return ``value`` in the shape of ``numeral``: separators, decimals, leading dot, percent.

    Raises:
        CannotRewrite: The numeral is a word or a power, or an integer and the value is none.
    """
    shape = _SHAPE.fullmatch(numeral.text)
    if numeral.is_word or shape is None:
        raise CannotRewrite(f"{numeral.text!r} is a word or a power")
    digits, tail = shape["digits"], shape["tail"] or ""
    if has_comma := decimal == "," and bool(_COMMA.fullmatch(digits)):
        digits = swapped(digits)
    places = len(digits.partition(".")[2])
    scaled = value * 100 if tail else value
    if shape["exponent"]:
        return _sign(shape, value) + _scientific(abs(scaled), places, shape["exponent"])
    if places == 0 and not tail and scaled.denominator != 1:
        raise CannotRewrite(f"{numeral.text!r} is an integer, computed was {float(value):g}")
    rounded = round(abs(scaled) * 10**places)
    whole, fraction = divmod(rounded, 10**places)
    text = f"{whole:,}" if "," in digits else str(whole)
    if "{,}" in digits:
        text = text.replace(",", "{,}")
    if places:
        text = f"{text}.{fraction:0{places}d}"
    if digits.startswith(".") and whole == 0:
        text = text[1:]
    if has_comma:
        text = swapped(text)
    return _sign(shape, value) + text + tail


def _sign(shape: re.Match[str], value: Fraction) -> str:
    return (shape["sign"] or "−") if value < 0 else ""


def _scientific(value: Fraction, places: int, exponent: str) -> str:
    mantissa, _, power = (
        f"{Decimal(value.numerator) / Decimal(value.denominator):.{places}e}".partition("e")
    )
    minus = "−" if "−" in exponent else "-"
    return f"{mantissa}{exponent[0]}{str(int(power)).replace('-', minus)}"
