"""Claims: the numerals of a text, read in order, equal the values of an expression."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from evidoc.core.findings import counted
from evidoc.core.values import Value
from evidoc.pages.bindings import Binding
from evidoc.pages.numerals import Numeral, NumeralError, read_number_words, read_numerals


def judge(
    text: str, binding: Binding, values: Mapping[str, Sequence[Value]], names: Iterable[str] = ()
) -> str | None:
    """Return None if a claim is true, else one sentence with what is shown and what was computed.

    Args:
        text: The visible text, as Markdown source.
        binding: What it is bound to.
        values: Each of the binding's elements to its flattened values.
        names: Texts with digits that are names.
    """
    wrong = find_wrong(text, binding, values, names)
    return wrong[0] if wrong else None


def find_wrong(
    text: str, binding: Binding, values: Mapping[str, Sequence[Value]], names: Iterable[str] = ()
) -> tuple[str, int] | None:
    """Return what ``judge`` says, and the offset in the text of the number that is wrong."""
    try:
        numerals = numerals_of(text, names, binding.decimal)
    except NumeralError as error:
        return str(error), error.start
    if not numerals:
        return f"the claim [{_short(text)}] holds no number", len(text)
    if binding.relation:
        wrong = _judge_relation(numerals, binding, values)
        return (wrong, numerals[0].start) if wrong else None
    computed = [value for element in binding.elements for value in values[element]]
    shown = ", ".join(numeral.text for numeral in numerals)
    if len(numerals) != len(computed):
        return (
            f"shows {counted(len(numerals), 'number')} ({shown}), but {binding.source.strip()} "
            f"has {counted(len(computed), 'value')} ({', '.join(map(str, computed))})"
        ), numerals[0].start
    for numeral, value in zip(numerals, computed, strict=True):
        if not _agree(numeral, Fraction(value), binding.tolerance):
            source = binding.source.strip()
            return f"shows {numeral.text}, computed {_computed(value)} ({source})", numeral.start
    return None


def _computed(value: Value) -> str:
    """Return a value as a reader compares it: a fraction with its decimals."""
    try:
        return f"{value} = {float(Fraction(value)):.6g}" if isinstance(value, str) else str(value)
    except OverflowError:
        return str(value)


def _agree(numeral: Numeral, value: Fraction, tolerance: Fraction | None) -> bool:
    if tolerance is None:
        return numeral.equals(value)
    return abs(numeral.value - value) <= tolerance


def _judge_relation(
    numerals: list[Numeral], binding: Binding, values: Mapping[str, Sequence[Value]]
) -> str | None:
    assert binding.relation
    constant = binding.relation.constant
    if len(numerals) != 1 or numerals[0].value != constant:
        shown = ", ".join(numeral.text for numeral in numerals)
        return f"shows {shown}, compared is with {float(constant):g} ({binding.source.strip()})"
    (element,) = binding.elements
    if list(values[element]) != [True]:
        return f"{binding.source.strip()} is not true"
    return None


def numerals_of(text: str, names: Iterable[str] = (), decimal: str = ".") -> list[Numeral]:
    """Return the numerals of a claim's text: its number words only where it has no digits."""
    body = body_of(text)
    return read_numerals(body, names, decimal) or read_number_words(body)


_DELIMITER_ROW = re.compile(
    r"[ \t]*+(?:\|[ \t]*+)?:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+(?:\|[ \t]*+)?"
)
_LIST_MARKER = re.compile(r"^([ \t]*)\d+([.)])(?=[ \t])", re.MULTILINE)


@lru_cache(maxsize=16384)
def body_of(text: str) -> str:
    """Return a text in which the headers of tables and the markers of lists are blanked.

    Headers are prose, and Markdown numbers lists by itself. Offsets are kept.
    """
    if "\n" not in text:
        return text
    text = _LIST_MARKER.sub(lambda match: " " * len(match[0]), text)
    lines = text.split("\n")
    for index in range(1, len(lines)):
        if (
            "|" in lines[index - 1]
            and "-" in lines[index]
            and _DELIMITER_ROW.fullmatch(lines[index])
        ):
            lines[index - 1] = " " * len(lines[index - 1])
            lines[index] = " " * len(lines[index])
    return "\n".join(lines)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}…"
