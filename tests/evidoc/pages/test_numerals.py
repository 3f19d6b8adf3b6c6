from __future__ import annotations

from fractions import Fraction

import pytest

from evidoc.pages.numerals import NumeralError, read_number_words, read_numerals

NAMES = ("2D", "Python 3.11", "et al. 2018", "(2016)")

READ: list[tuple[str, list[object]]] = [
    # × separates, and so do its words
    ("17×17", [17, 17]),
    ("3x3", [3, 3]),
    ("3×3으로", [3, 3]),
    ("17 곱하기 17", [17, 17]),
    ("17 by 17", [17, 17]),
    ("3 × 9 × 256² = 1,769,472", [3, 9, 65536, 1769472]),
    # groups and lists
    ("1,769,472", [1769472]),
    ("12,345.5", ["12345.5"]),
    ("[1,2,4,8]", [1, 2, 4, 8]),
    ("(21, 512, 512)", [21, 512, 512]),
    ("1,2345", [1, 2345]),
    # decimals
    (".95", [".95"]),
    ("32.11배", ["32.11"]),
    ("3.75×", ["3.75"]),
    ("It is 3. Then 4.", [3, 4]),
    # percents
    ("3.1 %", [".031"]),
    ("64%", [".64"]),
    ("30.9퍼센트", [".309"]),
    ("5 percent, 5 Prozent, 5&nbsp;%", [".05", ".05", ".05"]),
    ("100 %", [1]),
    # separators
    ("289/9", [289, 9]),
    ("6/12/18/24", [6, 12, 18, 24]),
    ("1:4", [1, 4]),
    # powers
    ("256²", [65536]),
    ("37²", [1369]),
    ("3×2¹⁰", [3, 1024]),
    ("$256^2$ and $2^{10}$", [65536, 1024]),
    ("10^6, 10⁶, 2^10, 10^-3, 10⁻³ and 10^{-3}", [10**6, 10**6, 1024, ".001", ".001", ".001"]),
    ("10<sup>6</sup> and 10^3^", [10**6, 1000]),
    ("$10^{-3}$ and $2^9$", [".001", 512]),
    ("K²", []),
    ("(2n+1)²", [2, 1]),
    ("M₂ ≤ 3", [3]),
    ("$(2n+1)^2$, $K^{2}$, $M_2$, $x_{10}$", [2, 1]),
    # ranges
    ("3-5", [3, 5]),
    ("7–40", [7, 40]),
    ("3 - 5", [3, 5]),
    ("K − 1", [1]),
    ("1..512", [1, 512]),
    # signs
    ("−1", [-1]),
    ("= -1.5", ["-1.5"]),
    ("[-3, 4]", [-3, 4]),
    ("(−2)", [-2]),
    ("a,-2", [-2]),
    ("≈−5, –7 and ≥–3", [-5, -7, -3]),
    ("| -1 | **-2** |", [-1, -2]),
    ("K−1", [1]),
    ("2L+1", [2, 1]),
    ("RF-7", [7]),
    ("±0.1", [".1"]),
    ("+2", [2]),
    # exponents
    ("1e-7", ["1e-7"]),
    ("4e−7", ["4e-7"]),
    ("4×10⁻⁷", ["4e-7"]),
    (r"$4 \times 10^{-7}$", ["4e-7"]),
    # units and Hangul
    ("16 kHz, 191.9ms, 5 m", [16, "191.9", 5]),
    ("15개, 총15개, 3번째, 1st", [15, 15, 3, 1]),
    # names
    ("Conv2D, v3, VGG16, conv_5x5", []),
    ("Conv2D를 3번", [3]),
    ("2.13.0", []),
    ("Python 3.11", []),
    ("Wang et al. 2018 (2016), 2D", []),
    ("2D는 2차원", [2]),
    ("the keys 5️⃣ or 6⃣ are 2", [2]),
    (":material-numeric-1-box: 2 :3:", [2, 3]),
    ("2Dx", [2]),
    # LaTeX
    (r"$1{,}769{,}472$", [1769472]),
    (r"$\frac{289}{9}$", [289, 9]),
    # markup that no reader sees
    ("[9 of 289](page2.md#id3){: .c4 }", [9, 289]),
    ("see [this][ref1] 5", [5]),
    ('<span class="w3">4</span> &#215; <!-- 5 -->', [4]),
    ("[9]{= f(3, {1: 2}) } taps", [9]),
    ("https://example.org/2016 7", [7]),
    (r"`3` and \*4\*, a \| 5", [3, 4, 5]),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_numerals_are_read_in_order(text: str, expected: list[object]) -> None:
    found = read_numerals(text, NAMES)
    assert [numeral.value for numeral in found] == [Fraction(str(each)) for each in expected]
    assert all(text[n.start : n.end] == n.text for n in found)


WITH_COMMA: list[tuple[str, list[object]]] = [
    ("28,29 und -0,5", ["28.29", "-0.5"]),
    ("3,1 % von 1.769.472", [".031", 1769472]),
    ("1.234,5 mal 3,0·10⁻⁷", ["1234.5", "3e-7"]),
    ("die Raten 1, 2, 4 und [1,2,4,8]", [1, 2, 4, 1, 2, 4, 8]),
    ("Version 2.13.0 misst 28.29", ["28.29"]),
]


@pytest.mark.parametrize(("text", "expected"), WITH_COMMA)
def test_a_language_has_its_own_decimal_sign(text: str, expected: list[object]) -> None:
    found = read_numerals(text, decimal=",")
    assert [numeral.value for numeral in found] == [Fraction(str(each)) for each in expected]
    assert all(text[n.start : n.end] == n.text for n in found)


@pytest.mark.parametrize(
    "text",
    [
        "1.5만",
        "5.5 million",
        "37k",
        "½",
        "５",
        "3천 개",
        "twentyfold",
        "a dozen times",
        "갑절",
        "zehnfach",
        "1️⃣7️⃣ cells",
    ],
)
def test_numbers_that_cannot_be_checked_are_errors(text: str) -> None:
    with pytest.raises(NumeralError, match="digits"):
        read_numerals(text)


@pytest.mark.parametrize(
    "text", ["7e1234567890", "10^{99999999}", "10^99999999", "3⁹⁹⁹⁹⁹⁹⁹", "3 × 10⁻⁹⁹⁹⁹⁹⁹⁹⁹⁹"]
)
def test_what_looks_like_a_huge_number_costs_no_time(text: str) -> None:
    with pytest.raises(NumeralError, match="too large"):
        read_numerals(text)


def test_nothing_to_a_negative_power_is_no_number() -> None:
    with pytest.raises(NumeralError, match="no number"):
        read_numerals("0^-1")


def test_a_power_in_a_formula_stands_in_braces() -> None:
    with pytest.raises(NumeralError, match="braces"):
        read_numerals("$2^10$ cells")


EQUAL = [
    ("17", "17", True),
    ("17", "17.0001", False),
    ("32", "289/9", False),
    ("32.11", "289/9", True),
    ("32.1", "289/9", True),
    ("32.12", "289/9", False),
    ("3.1 %", "9/289", True),
    ("3 %", "9/289", True),
    ("4 %", "9/289", False),
    ("100 %", "0.999", False),
    ("0 %", "0.001", False),
    ("4e-7", "3.8e-7", True),
    ("4e-7", "3.4e-7", False),
    ("2.14", "15/7", True),
    ("2", "15/7", False),
    ("-1", "1", False),
    ("10^6", "1000000", True),
    ("10⁶", "1000001", False),
    ("10^-3", "0.001", True),
    ("10⁻³", "0.00101", False),
    ("10^-3", str(Fraction(0.001)), True),
]


@pytest.mark.parametrize(("text", "value", "expected"), EQUAL)
def test_equality_is_exact_or_to_the_last_place_shown(
    text: str, value: str, expected: bool
) -> None:
    (numeral,) = read_numerals(text)
    assert numeral.equals(Fraction(value)) is expected


WORDS = [
    ("두 배", [2]),
    ("두 배인 세 개", [2, 3]),
    ("절반", [Fraction(1, 2)]),
    ("twice as wide", [2]),
    ("Half of the three", [Fraction(1, 2), 3]),
    ("모두 한국어", []),
    ("everyone", []),
    ("열심히", []),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_number_words_come_from_a_closed_table(text: str, expected: list[object]) -> None:
    assert [numeral.value for numeral in read_number_words(text)] == expected
