from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from evidoc.core.values import ClaimError, flatten
from evidoc.pages.bindings import find_binding_end, parse_binding
from evidoc.pages.claims import judge, numerals_of
from evidoc.pages.rewriting import CannotRewrite, rewrite_claim

PARSED = [
    (" reach ", None, ["reach"]),
    (" span: reach ", "span", ["reach"]),
    ("conv/span: reach, other[1:2]", "conv/span", ["reach", "other[1:2]"]),
    ("(a, (b, c))", None, ["a", "b", "c"]),
    ("[a, b]", None, ["a", "b"]),
    ("{1: a}[1]", None, ["{1: a}[1]"]),
    ("sum(x for x in rows)", None, ["sum((x for x in rows))"]),
    ("miou > .95", None, ["miou > 0.95"]),
    ("lambda: reach", None, ["lambda: reach"]),
    ("miou ± .02", None, ["miou"]),
    ("elapsed in ms", None, ["elapsed in ms"]),
    ("run: elapsed in s, n", "run", ["elapsed in s", "n"]),
]


@pytest.mark.parametrize(("source", "example", "elements"), PARSED)
def test_bindings_are_parsed(source: str, example: str | None, elements: list[str]) -> None:
    binding = parse_binding(source)
    assert (binding.example, list(binding.elements)) == (example, elements)


MALFORMED = [
    ("", "names no expression"),
    ("span: ", "names no expression"),
    ("()", "holds no value"),
    ("9", "proves nothing"),
    ("9, 289", "proves nothing"),
    ("reach, 9", "proves nothing"),
    ("sum(range(9))", "proves nothing"),
    ("sum(x for x in range(9))", "proves nothing"),
    ("(lambda x: x)(9)", "proves nothing"),
    ("reach +", "not an expression"),
    ("1 < reach < 3", "one comparison"),
    ("reach > other", "constant"),
    ("1 < 2", "constant|proves"),
    ("a > 1, b", "stands alone"),
    ("a > 1 ± 2", "not an expression|tolerance"),
    ("a ± b", "tolerance"),
    ("elapsed in hours", "constant"),
    ("[1] in s", "constant|proves"),
]


@pytest.mark.parametrize(("source", "message"), MALFORMED)
def test_malformed_bindings_are_errors(source: str, message: str) -> None:
    with pytest.raises(ClaimError, match=message):
        parse_binding(source)


ENDS = [
    (" reach } rest }", 7),
    (" {1: a}[1] }", 11),
    (" f'{a}' }", 8),
    (" }", 1),
    (" reach", None),
    (" reach\n\n}", None),
    (" a if \\| }", None),
    (" a \\| b }", 8),
]


@pytest.mark.parametrize(("text", "end"), ENDS)
def test_the_expression_ends_where_it_parses(text: str, end: int | None) -> None:
    assert find_binding_end(text, 0) == end


VALUES = {
    "reach": [17],
    "rows": [1, 3, 2, 5],
    "area": ["289/9"],
    "share": ["9/289"],
    "miou": [0.967],
    "miou > 0.95": [True],
    "miou > 0.99": [False],
    "ratio": [2],
    "big": [1769472],
    "signed": [-3],
}
TABLE = "| d 1 | span 2 |\n|:-:|---|\n| 1 | **3×** |\n| 2 | 5 |\n"

# Text, expression, part of the message; None when the claim is true.
JUDGED = [
    ("17×17", "reach, reach", None),
    ("17 by 17", "reach, reach", None),
    ("17×18", "reach, reach", "shows 18, computed 17"),
    ("17", "reach, reach", "1 number .* 2 values"),
    ("17 of 17 of 17", "reach, reach", "3 numbers .* 2 values"),
    ("wide", "reach", "holds no number"),
    ("VGG16", "reach", "holds no number"),
    ("32.11배", "area", None),
    ("32배", "area", "shows 32, computed 289/9"),
    ("3.1 %", "share", None),
    (TABLE, "rows", None),
    (TABLE.replace("5", "6"), "rows", "shows 6, computed 5"),
    ("1. 1 and 3\n2. 2 and 5\n", "rows", None),
    ("1 \\| 3 \\| 2 \\| 5", "rows", None),
    ("above [.95]", "miou > .95", None),
    ("above .9", "miou > .95", "shows .9"),
    ("above .95 and .96", "miou > .95", "shows"),
    ("above .99", "miou > .99", "not true"),
    (".96", "miou ± .02", None),
    (".90", "miou ± .02", "shows .90"),
    ("두 배", "ratio", None),
    ("세 배", "ratio", "shows 세"),
    ("twice", "ratio", None),
    ("두 배인 2", "ratio", None),
    ("1.5만", "ratio", "cannot be checked"),
    ("$17$", "reach", None),
    ("2D에서 17", "reach", None),
]


@pytest.mark.parametrize(("text", "source", "message"), JUDGED)
def test_claims_are_judged(text: str, source: str, message: str | None) -> None:
    found = judge(text, parse_binding(source), VALUES, ("2D",))
    if message is None:
        assert found is None
    else:
        assert found is not None
        assert re.search(message, found), found


TRUE = [(text, source) for text, source, message in JUDGED if message is None and "두" not in text]


@pytest.mark.parametrize(("text", "source"), [case for case in TRUE if case[0] != "twice"])
def test_every_changed_numeral_is_found(text: str, source: str) -> None:
    binding = parse_binding(source)
    for numeral in numerals_of(text, ("2D",)):
        for offset in range(numeral.start, numeral.end):
            if text[offset].isdigit() and binding.tolerance is None:
                digit = str((int(text[offset]) + 1) % 10)
                changed = text[:offset] + digit + text[offset + 1 :]
                assert judge(changed, binding, VALUES, ("2D",)), changed


REWRITTEN = [
    ("18×16", "reach, reach", "17×17"),
    ("**18**", "reach", "**17**"),
    ("1,769,471", "big", "1,769,472"),
    ("1769471", "big", "1769472"),
    ("$1{,}769{,}471$", "big", "$1{,}769{,}472$"),
    ("32.2배", "area", "32.1배"),
    ("4.1 %", "share", "3.1 %"),
    ("4%", "share", "3%"),
    (".04", "share", ".03"),
    ("0.04", "share", "0.03"),
    ("3", "signed", "−3"),
    (TABLE.replace("5", "6"), "rows", TABLE),
    (".90", "miou ± .02", ".97"),
    ("4.0e-2", "share", "3.1e-2"),
]


@pytest.mark.parametrize(("text", "source", "expected"), REWRITTEN)
def test_update_keeps_the_shape(text: str, source: str, expected: str) -> None:
    assert rewrite_claim(text, parse_binding(source), VALUES) == expected


WITH_COMMA = [
    ("32,2", "area", "32,1"),
    (",04", "share", ",03"),
    ("1.769.471", "big", "1.769.472"),
    ("4,1 %", "share", "3,1 %"),
    ("32.2", "area", "32.1"),
]


@pytest.mark.parametrize(("text", "source", "expected"), WITH_COMMA)
def test_update_keeps_the_decimal_sign_of_the_language(
    text: str, source: str, expected: str
) -> None:
    binding = replace(parse_binding(source), decimal=",")
    assert rewrite_claim(text, binding, VALUES) == expected


REFUSED = [
    ("above .99", "miou > .95", "relation"),
    ("세 배", "ratio", "word"),
    ("2²", "reach", "power"),
    ("32", "area", "integer"),
    ("17", "reach, reach", "1 number,"),
    ("RF-7", "signed", "read wrong"),
]


@pytest.mark.parametrize(("text", "source", "reason"), REFUSED)
def test_update_refuses_what_only_an_author_can_decide(text: str, source: str, reason: str) -> None:
    with pytest.raises(CannotRewrite, match=reason):
        rewrite_claim(text, parse_binding(source), VALUES)


class Array:
    def tolist(self) -> list[list[int]]:
        return [[1, 2], [3, 4]]


def test_values_are_flattened_exactly() -> None:
    value = ([1, True], Fraction(289, 9), Fraction(4, 2), {4: 1024}, range(2), Array(), 0.1)
    assert flatten(value) == [1, True, "289/9", 2, 4, 1024, 0, 1, 1, 2, 3, 4, 0.1]


def test_a_value_may_be_too_large_for_a_float() -> None:
    wrong = judge("9", parse_binding("x"), {"x": [f"1{400 * '0'}/3"]})
    assert wrong
    assert wrong.startswith("shows 9, computed 1000")


NO_NUMBERS = [None, "17", float("nan"), float("inf"), {1, 2}, object(), 2**20_000]


@pytest.mark.parametrize("value", NO_NUMBERS, ids=lambda value: type(value).__name__)
def test_what_is_no_number_is_no_value(value: object) -> None:
    with pytest.raises(ClaimError):
        flatten(value)
