"""Numerals as a reader sees them: which digits of a text are numbers, and which numbers.

What is markup, a name or a version is blanked first, offsets kept; then one pattern reads every
numeral that is left, and what stands around it decides on its sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from evidoc.pages.not_numbers import (
    DIGIT_ENTITY,
    KEY,
    SUPER,
    bare,
    without_markup,
    without_names,
)
from evidoc.pages.number_words import WORD_VALUES, any_language, find_words
from evidoc.pages.signs import find_at


@dataclass(frozen=True)
class Numeral:
    """A number in a text.

    Attributes:
        text: As written, with sign, percent sign or power.
        start: Offset of its first character.
        end: Offset behind its last one.
        value: The number that it stands for.
        tolerance: Half a unit in the last place shown; 0 for a numeral that is exact.
        is_word: Whether it is written as a word.
    """

    text: str
    start: int
    end: int
    value: Fraction
    tolerance: Fraction = Fraction(0)
    is_word: bool = False

    def equals(self, value: Fraction) -> bool:
        """Tell whether ``value``, shown as this numeral is, would read the same."""
        return abs(self.value - value) <= self.tolerance


class NumeralError(ValueError):
    """A numeral that cannot be checked, from the offset ``start`` to ``end``."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        self.end = end


_PLAIN = str.maketrans(f"{SUPER}⁻−–", "0123456789---")

PERCENT = rf"[ \u00a0]{{0,8}}(?:\\?%|{any_language('percent')})"
"""What makes a percentage of the digits before it."""

_DIGITS = r"\d++(?:[,.]\d++)*+"
_ANOTHER_KIND = "¼-¾٠-٩۰-۹०-९⅐-↉①-⒛⓪-⓿❶-➓㉈-㉟㊱-㊿０-９𝟎-𝟿"
"""Digits of another kind, and fractions."""
_UNREADABLE = re.compile(
    rf"(?<!\d)(?<!\d[,.]){_DIGITS}[,.]?\s?(?:{any_language('scale')})"
    rf"|(?<![A-Za-z0-9.])(?<!\d,){_DIGITS}[kM](?![A-Za-z0-9])"
    rf"|[{_ANOTHER_KIND}]"
    rf"|{DIGIT_ENTITY}|(?:{KEY})+"  # several keys in a row are a number
)
_MAYBE = re.compile(rf"[\d&{_ANOTHER_KIND}]")
_DIGIT = re.compile(r"\d")
# LaTeX raises the first digit alone: $2^10$ reads 2¹0.
_UNBRACED = re.compile(r"\$(?=[^$\n]*\$)[^$\n]*?(\d\^-?\d\d+)")
_NUMERAL = re.compile(
    r"(?P<sign>(?:(?<=[\s(\[{=,≈≤≥<>~])|(?<![\s\S]))[-−–](?=[\d.]))?"
    r"(?P<digits>\d{1,3}(?:(?:,|\{,\})\d{3}(?!\d))++(?:\.\d+)?|\d+\.\d+|(?<![\d.])\.\d+|\d+)"
    r"(?:[eE](?P<exponent>[+\-−]?\d+)(?![A-Za-z0-9])"
    rf"|\s?[×·x]\s?10(?P<superscript>⁻?[{SUPER}]+)"
    r"|\s?\\(?:times|cdot)\s?10\^(?P<latex>\{-?\d+\}|\d)"
    rf"|(?P<power>⁻?[{SUPER}]+|\^(?:\{{ *-?\d+ *\}}|-?\d+)))?"
    rf"(?P<percent>{PERCENT})?"
)


def read_numerals(text: str, names: Iterable[str] = (), decimal: str = ".") -> list[Numeral]:
    """Return all numerals of a Markdown text in reading order.

    Args:
        text: Markdown source; its markup is passed over.
        names: Texts with digits that are names wherever they stand.
        decimal: The decimal sign of the text's language: a point or a comma.

    Raises:
        NumeralError: A number is written in a way that cannot be checked, as in "1.5만".
    """
    return list(_read_markdown(text, tuple(names), decimal))


def read_plain(text: str, names: Iterable[str] = ()) -> list[Numeral]:
    """Return all numerals of a text without markup, such as code.

    Raises:
        NumeralError: As in ``read_numerals``.
    """
    return list(_read_plain(text, tuple(names)))


def read_number_words(text: str) -> list[Numeral]:
    """Return the number words of a text ("두", "twice"), from a closed table."""
    return _words("word", without_markup(text))


def read_ratio_words(text: str) -> list[Numeral]:
    """Return the number words of a text that state a ratio: "두 배", "절반", "twice", "half".

    A ratio is a result; a count before 개 or "layers" may be an article.
    """
    return _words("ratio", text)


def _words(kind: str, text: str) -> list[Numeral]:
    return [
        Numeral(text[start:end], start, end, WORD_VALUES[text[start:end].lower()], is_word=True)
        for start, end in find_words(kind, text)
    ]


@lru_cache(maxsize=16384)
def _read_plain(text: str, names: tuple[str, ...]) -> tuple[Numeral, ...]:
    return _read(text, without_names(text, names))


@lru_cache(maxsize=16384)
def _read_markdown(text: str, names: tuple[str, ...], decimal: str) -> tuple[Numeral, ...]:
    return _read(text, bare(text, names, decimal))


def read_last(
    text: str, names: Iterable[str] = (), decimal: str = "."
) -> tuple[int, list[Numeral]]:
    """Return the numerals behind the last one that cannot be read, and where that one ends.

    Args: As in ``read_numerals``.
    """
    numerals, errors = _read_all(text, bare(text, tuple(names), decimal))
    start = max((error.end for error in errors), default=0)
    return start, [numeral for numeral in numerals if numeral.start >= start]


def read_readable(text: str, names: Iterable[str] = ()) -> tuple[list[Numeral], list[NumeralError]]:
    """Return what ``numbers_in`` returns, and what makes it refuse a text.

    That is all of it, in order, none across another.
    """
    numerals, errors = _read_all(text, without_names(text, tuple(names)))
    found: list[NumeralError] = []
    for error in sorted(errors, key=lambda error: error.start):
        if not found or error.start >= found[-1].end:
            found.append(error)
    return _in_order(numerals, text), found


def _read(text: str, blanked: str) -> tuple[Numeral, ...]:
    numerals, errors = _read_all(text, blanked)
    if errors:
        raise NumeralError(str(errors[0]), errors[0].start, errors[0].end)
    return numerals


@lru_cache(maxsize=16384)  # most texts of a site are read more than once
def _read_all(text: str, blanked: str) -> tuple[tuple[Numeral, ...], tuple[NumeralError, ...]]:
    """Return what can be read of a text, and what cannot."""
    errors = []
    for unbraced in _UNBRACED.finditer(text):
        message = f"{unbraced[1]!r} in a formula raises one digit alone: put braces round the power"
        errors.append(NumeralError(message, *unbraced.span(1)))
    spans = [match.span() for match in find_at(_MAYBE, _UNREADABLE, blanked)]
    # Ratios and shares in words beyond the closed tables: whoever writes one, writes digits.
    spans += find_words("unreadable", blanked)
    for start, end in spans:
        message = f"{blanked[start:end]!r} cannot be checked: write the number in digits"
        errors.append(NumeralError(message, start, end))
    numerals = []
    for match in find_at(_DIGIT, _NUMERAL, blanked, before="-−–."):
        try:
            numerals.append(_numeral(text, match))
        except NumeralError as error:
            errors.append(error)
    return tuple(numerals), tuple(errors)


_LARGEST_POWER = 1000  # far above what is written; the number itself is computed, exactly


@cache
def _unit(places: int) -> Fraction:
    return Fraction(1, 10**places)


def _numeral(text: str, match: re.Match[str]) -> Numeral:
    shown = text[match.start() : match.end()]
    digits = match["digits"].replace("{,}", "").replace(",", "")
    if len(digits) > _LARGEST_POWER:
        message = f"a number of {len(digits)} digits cannot be checked: it is too long"
        raise NumeralError(message, *match.span())
    whole, _, decimals = digits.partition(".")
    unit = _unit(len(decimals))
    value = Fraction(int(whole + decimals)) * unit if decimals else Fraction(int(whole))
    is_exact = not decimals
    exponent = match["exponent"] or match["superscript"] or match["latex"]
    for power in (exponent, match["power"]):
        if power and abs(int(power.translate(_PLAIN).strip("^{} "))) > _LARGEST_POWER:
            raise NumeralError(f"{shown!r} cannot be checked: it is too large", *match.span())
    if exponent:
        scale = Fraction(10) ** int(exponent.translate(_PLAIN).strip("{}"))
        value, unit, is_exact = value * scale, unit * scale, False
    if match["power"]:
        power = int(match["power"].translate(_PLAIN).strip("^{} "))
        if value == 0 > power:
            raise NumeralError(f"{shown!r} is no number", *match.span())
        value **= power
        is_exact = power >= 0
        unit = abs(value) / 2**48  # a float is no tenth, but next to it
    if match["percent"]:
        # Nothing and all are claims of their own: 99.6 % is not 100 %.
        is_exact = value in (0, 100)
        value, unit = value / 100, unit / 100
    if match["sign"]:
        value = -value
    tolerance = Fraction(0) if is_exact else unit / 2
    return Numeral(shown, match.start(), match.end(), value, tolerance)


def numbers_in(text: str, names: Sequence[str]) -> list[Numeral]:
    """Return the numerals and the ratio words of a text without markup, in order.

    Raises:
        NumeralError: A number is written in a way that cannot be checked.
    """
    return _in_order(read_plain(text, names), text)


def _in_order(numerals: Sequence[Numeral], text: str) -> list[Numeral]:
    return sorted([*numerals, *read_ratio_words(text)], key=lambda number: number.start)
