"""What a formula means, what cannot be read, and what disagrees with its function."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest

from evidoc.formulas.arithmetic import NoValue
from evidoc.formulas.binding import BindingError, parse_formula_binding
from evidoc.formulas.expressions import MEMBERS, NUMBER, OTHER
from evidoc.formulas.grid import tabulate
from evidoc.formulas.judge import judge_latex
from evidoc.formulas.parser import parse
from evidoc.formulas.tokens import UnreadableError
from evidoc.formulas.tree import Scope

NAMES: dict[str, Any] = {
    "K": 3,
    "d": 4,
    "m": 2,
    "I": 10,
    "i": 2,
    "n": 3,
    "L": 3,
    "l": 5,
    "lambda": 7,
    "K_eff": 9,
    "C_in": 6,
    "x_0": 8,
    "RF": 15,
    "groups": 2,
    "half": Fraction(1, 2),
    "r": [1, 2, 5],
    "M": {"2": 20, "3": 30},
    "input": [[1, 2], [3, 4]],
    "w": [10, 20, 30],
    "stack": None,
}
KINDS = {
    name: NUMBER if isinstance(value, int | Fraction) else MEMBERS if value else OTHER
    for name, value in NAMES.items()
}

READS: list[tuple[str, Any]] = [
    # Products and calls look alike; the declarations tell them apart.
    ("d(K-1)", 8),
    (r"d \cdot m", 8),
    (r"K \times d", 12),
    ("2K", 6),
    ("Kd", 12),
    ("(K-1)(d-1)", 6),
    ("2(K-1)d", 16),
    (r"\text{input}(1, 0)", 3),
    (r"\text{input}[m - 1, 1]", 4),
    (r"w(0) + w_1", 20),
    (r"\operatorname{RF} - 1", 14),
    # Large and small letters are different names.
    ("L + l", 8),
    (r"\lambda - \text{groups}", 5),
    # Indices: part of the name if it is declared, else a member.
    (r"K_{\text{eff}}", 9),
    ("K_{eff}", 9),
    ("x_0", 8),
    (r"C_{\text{in}}K", 18),
    ("r_1", 1),
    ("r_{i+1}", 5),
    ("r_i r_n", 10),
    ("r_i^2", 4),
    (r"r_{\text{groups}}", 2),
    ("M_{i+1} - 2 r_i", 26),
    ("d_n", None),
    # Precedence.
    ("-K^2", -9),
    ("1 - K - d", -6),
    ("2^{L+1} - 1", 15),
    ("{K}^{2}", 9),
    ("2^{-1}", Fraction(1, 2)),
    ("(K-1)^2", 4),
    (r"\frac{I}{d}", Fraction(5, 2)),
    (r"\frac{I}{d}K", Fraction(15, 2)),
    ("K / d", Fraction(3, 4)),
    (r"I \bmod d", 2),
    (r"I \div d", Fraction(5, 2)),
    ("1.5 + .5", 2),
    ("1{,}769{,}472", 1769472),
    # Rounding.
    (r"\lfloor I / d \rfloor", 2),
    (r"\left\lceil \frac{I}{d} \right\rceil^2", 9),
    (r"\lfloor -\frac{I}{d} \rfloor", -3),
    (r"|K - d|", 1),
    (r"2 \left| K - d \right| + |d|", 6),
    (r"\lvert K - d \rvert K", 3),
    # Roots.
    (r"\sqrt{K^2 + d^2}", 5),
    (r"\sqrt{\frac{1}{4}}", Fraction(1, 2)),
    # Ranges.
    (r"\sum_{j=1}^{n} r_j", 8),
    (r"\sum_{j<i} r_j", 1),
    (r"\sum_{j \le i} r_j", 3),
    (r"\sum_{1 \le j < n} r_j", 3),
    (r"\sum_{i \leq j \leq n} r_j", 7),
    (r"\sum\limits_{j=0}^{K-1} j + 1", 4),
    (r"\sum_{j=1}^n r_j K - 1", 23),
    (r"\sum_{j=1}^{n} r_j (K - 1) \prod_{k=1}^{j-1} d", 2 + 4 * 4 + 10 * 16),
    (r"\sum_{j=0}^{1} \sum_{k=0}^{1} \text{input}(j, k) \cdot j", 7),
    (r"2\sum_{j=1}^{2} j \cdot 3", 18),
    (r"\sum_{j=1}^{0} j", 0),
    (r"\prod_{j<1} r_j", 1),
    (r"\max_{j \le n} r_j", 5),
    (r"\min_{1 \le j \le n} r_j + 1", 2),
    (r"\max(K, d) - \min\{K, d\}", 1),
    (r"\max\left(1, 2, \frac{I}{d}\right)", Fraction(5, 2)),
    (r"\gcd(6, I)", 2),
    # What only sets the type is passed over.
    (r"K \; + \, d \quad", 7),
    (r"\displaystyle \tfrac{I}{2}.", 5),
    ("K &+ d % a comment", 7),
]


@pytest.mark.parametrize(("latex", "expected"), READS)
def test_value(latex: str, expected: Any) -> None:
    if expected is None:
        with pytest.raises(UnreadableError):
            parse(latex, KINDS)
        return
    (side,) = parse(latex, KINDS).chain.sides
    assert side.node.evaluate(Scope(NAMES)) == expected


UNREADABLE = [
    # Formula, the column where reading stops, what is said.
    ("d(k-1)", 3, "k is not declared"),
    ("K_2", 1, "K_2 is not declared"),
    ("K_{d+1}", 1, "K is one number, so that it has no index"),
    ("q_i", 1, "q_i is not declared"),
    ("RF", 1, r"R is not declared; the name RF is written \text{RF}"),
    ("r + 1", 3, "r is not one number"),
    (r"\text{input}\cdot 2", 13, "input is not one number"),
    ("2 + stack", 5, "s is not declared; the name stack is written"),
    (r"\text{stack}", 1, "stack is no number"),
    (r"\oint K", 1, r"\oint cannot be computed"),
    (r"K \approx 3", 3, r"\approx is not expected"),
    ("K + ", 5, "expected a number or a name, found the end"),
    ("K + )", 5, "expected a number or a name, found )"),
    ("(K + 1", 7, "to close a bracket"),
    ("K + 1)", 6, ") is not expected"),
    (r"\lfloor K \rceil", 11, r"expected \rfloor to close \lfloor"),
    ("r_12", 3, "LaTeX takes the first digit alone: write {12}"),
    ("2^10", 3, "LaTeX takes the first digit alone"),
    (r"\frac12", 6, "LaTeX takes the first digit alone"),
    ("K 2", 3, r"write \cdot 2"),
    ("K/2d", 4, r"write \frac"),
    ("r^2_i", 2, "r is not one number"),
    ("K^2^2", 4, "behind a power"),
    ("K!", 2, "'!' means nothing"),
    ("K ≈ 3", 3, "means nothing"),
    (r"\sum r_j", 1, "no bounds"),
    (r"\sum_j r_j", 6, "no bounds"),
    (r"\sum_{j=1} r_j", 12, "no upper bound"),
    (r"\sum_{d=1}^{3} d", 8, "expected < or <="),
    (r"\sum_{1 \le d \le 3} d", 13, "d stands for something else"),
    (r"\sum_{j=1}^{3} K + j", 20, "j is not declared"),
    (r"\max K", 6, r"expected brackets behind \max"),
    (r"\max", 5, r"expected brackets behind \max"),
    (r"\begin{cases} K \end{cases}", 1, "the environment cases cannot be computed"),
    (r"K \text{if you like!}", 3, "is no name"),
    (r"K \text{if even}", 3, "if_even is not declared"),
    ("K = d \\\\ L", 10, "has to go on with a relation"),
    ("K = K", 5, "the same stands on both sides"),
]


@pytest.mark.parametrize(("latex", "column", "message"), UNREADABLE)
def test_what_cannot_be_read_is_an_error_with_its_column(
    latex: str, column: int, message: str
) -> None:
    with pytest.raises(UnreadableError) as error:
        parse(latex, KINDS)
    assert message in error.value.reason
    assert error.value.offset + 1 == column, error.value.reason


@pytest.mark.parametrize(
    ("latex", "message"),
    [
        (r"\frac{1}{K-3}", "divides by 0"),
        ("0^{-1}", "divides by 0"),
        (r"I \bmod (K - 3)", "divides by 0"),
        ("2^{1/2}", "the exponent 1/2 is not a whole number"),
        ("r_{n+1}", "r has no member 4"),
        ("r_0", "r has no member 0"),
        ("M_1", "M has no member 1"),
        (r"\text{input}(0, 2)", "input has no member 0, 2"),
        (r"\text{input}(0)", "input is no number"),
        (r"\sum_{j=1}^{K/2} j", "the bound 3/2 is not a whole number"),
        (r"\max_{j<1} r_j", "its range is empty"),
        (r"\sqrt{2}", "is no fraction: give a tolerance"),
        (r"\sqrt{-1}", "root of -1"),
        (r"\sum_{j=1}^{10^9} j", "runs over"),
    ],
)
def test_what_has_no_value(latex: str, message: str) -> None:
    (side,) = parse(latex, KINDS).chain.sides
    with pytest.raises(NoValue, match=message):
        side.node.evaluate(Scope(NAMES))


def sizes(width: int, taps: int, stride: int, rate: int) -> int:
    span = rate * (taps - 1) + 1
    if span > width:
        raise ValueError("too wide")
    return (width - span) // stride + 1


def mean(values: list[int]) -> float:
    return sum(values) / len(values)


def dot(a: list[int], b: list[int]) -> int:
    return sum(x * y for x, y in zip(a, b, strict=True))


CONVOLVED = ("y(t) = dot(h, x[t:t + 3])", {"for": "t=0..8", "where": "h=h, x=x"})
SIZE = ("O = sizes(I, K, S, d)", {"for": "I=4..12, K=1..4, S=1..3, d=1..3"})
RISING = (
    "all(a < b for a, b in zip(r, r[1:]))",
    {"for": "r=lists", "where": "n=len(r)", "every": "i=1..n-1"},
)
MEAN = ("mu = mean(r)", {"for": "r=lists", "where": "n=len(r)", "tolerance": "1e-9"})
FLOOR = r"\left\lfloor \frac{I - d(K-1) - 1}{S} \right\rfloor"
SUM = r"\sum_{k=0}^{2} h(k) x(t + k)"

x = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]
h = [2, -1, 3]
lists = [[1, 2, 3], [1, 3, 2], [2, 2], [1, 5], [4, 3], [1, 2, 3, 9], [9, 1, 2], [1, 2, 2, 4]]

JUDGED: dict[str, tuple[str, tuple[str, dict[str, str]], str | None]] = {
    "right": (f"O = {FLOOR} + 1", SIZE, None),
    "right, in two forms": (rf"O = {FLOOR} + 1 \\ &= 1 + {FLOOR}", SIZE, None),
    "floor missing": (
        r"O = \frac{I - d(K-1) - 1}{S} + 1",
        SIZE,
        r"gives 5/2, computed 2 \(sizes\(I, K, S, d\)\) for I=4, K=1, S=2, d=1; differs at",
    ),
    "d and K swapped": (f"O = {FLOOR} + 1".replace("d(K-1)", "K(d-1)"), SIZE, "gives"),
    "-1 dropped": (f"O = {FLOOR} + 1".replace(" - 1}", "}"), SIZE, "gives"),
    "left side changed": (f"P = {FLOOR} + 1", SIZE, "P is not declared; .* has to stand O"),
    "left side is a parameter": (f"I = {FLOOR} + 1", SIZE, "has to stand O, found I"),
    "left side missing": (f"{FLOOR} + 1", SIZE, "on the left has to stand O"),
    "left side alone": ("O", SIZE, "expected = behind O"),
    "left side on the right": (f"O = {FLOOR} + 1 = O", SIZE, "O is not declared"),
    "second form wrong": (f"O = {FLOOR} + 1 = {FLOOR} + 2", SIZE, "gives"),
    "bounded": (rf"O \le {FLOOR} + 1", SIZE, "expected = behind O"),
    "parameter left out": (f"O = {FLOOR} + 1".replace("d", "1"), SIZE, "does not use d"),
    "sum": (f"y(t) = {SUM}", CONVOLVED, None),
    "lower bound": (f"y(t) = {SUM}".replace("k=0", "k=1"), CONVOLVED, "gives"),
    "upper bound": (f"y(t) = {SUM}".replace("^{2}", "^{3}"), CONVOLVED, "has no value"),
    "flipped": (f"y(t) = {SUM}".replace("t + k", "t + 2 - k"), CONVOLVED, "gives"),
    "another argument": (f"y(k) = {SUM}", CONVOLVED, "k is not declared"),
    "every index": ("r_i < r_{i+1}", RISING, None),
    "every index, not strict": (r"r_i \le r_{i+1}", RISING, "is True, computed False"),
    "every index, in reverse": ("r_i > r_{i+1}", RISING, "is False, computed True"),
    "every index, with a condition": (r"r_i < r_{i+1}, \quad i < n", RISING, None),
    "every index, condition wrong": (r"r_i < r_{i+1}, \quad i < 2", RISING, "i < 2 is not true"),
    "no comparison": ("r_i", RISING, "is no comparison"),
    "every, of numbers": (
        f"O = {FLOOR} + 1",
        (SIZE[0], {**SIZE[1], "every": "i=1..K"}),
        "is true or false",
    ),
    "tolerance": (r"\mu = \frac{1}{n} \sum_{j=1}^{n} r_j", MEAN, None),
    "tolerance exceeded": (r"\mu = \frac{1}{n} \sum_{j=2}^{n} r_j", MEAN, "gives"),
    "root within the tolerance": (
        r"\mu = \sqrt{\frac{1}{n^2} (\sum_{j=1}^{n} r_j)^2}",
        MEAN,
        None,
    ),
    "condition": (r"\mu = \frac{1}{n} \sum_{j=1}^{n} r_j, \qquad n > 1", MEAN, None),
    "condition wrong": (
        r"\mu = \frac{1}{n} \sum_{j=1}^{n} r_j, \qquad n > 2",
        MEAN,
        "n > 2 is not true",
    ),
    "comparison with a number": (
        r"d(K-1) < I",
        ("sizes(I, K, 1, d)", {"for": "I=4..12, K=1..4, d=1..3"}),
        "is true or false",
    ),
    "always true": ("K + 1 > K", ("sizes(9, K, 1, 1) > 0", {"for": "K=1..9"}), "True everywhere"),
    "few points": ("O = 10 - K", ("O = sizes(9, K, 1, 1)", {"for": "K=1..5"}), "5 points"),
    "mostly refused": (
        "O = 10 - d(K-1)",
        ("O = sizes(9, K, 1, d)", {"for": "K=1..30, d=1..30"}),
        "too few",
    ),
    "all refused": ("O = K", ("O = sizes(0, K, 1, 1)", {"for": "K=1..9"}), "0 of 9 points"),
    "parameter that stays": (
        "O = 10 - d(K-1)",
        ("O = sizes(10, K, 1, d)", {"for": "K=1..9, d=1..1"}),
        "d has one value alone, 1",
    ),
}


@pytest.mark.parametrize("name", JUDGED)
def test_judge(name: str) -> None:
    latex, (argument, options), expected = JUDGED[name]
    binding = parse_formula_binding(argument, options)
    wrong = judge_latex(latex, binding, tabulate(binding.grid, globals()))
    if expected is None:
        assert wrong is None
    else:
        assert wrong is not None
        assert re.search(expected, wrong.message), wrong.message


@pytest.mark.parametrize(
    ("argument", "left", "call"),
    [
        ("sizes(I)", "", "sizes(I)"),
        ("O = sizes(I)", "O", "sizes(I)"),
        ("span: y( t,s ) = f[t]", "y(t, s)", "f[t]"),
        ("conv/span: f(I) == 3", "", "f(I) == 3"),
        ("f(I) <= 3", "", "f(I) <= 3"),
        ("M_i = f(r)[i - 2]", "M_i", "f(r)[i - 2]"),
    ],
)
def test_binding(argument: str, left: str, call: str) -> None:
    binding = parse_formula_binding(argument, {"for": "I=1..9, r=lists"})
    assert (binding.left, binding.grid.call) == (left, call)
    assert binding.grid.parameters == (("I", "range(1, 10)"), ("r", "lists"))


@pytest.mark.parametrize(
    ("argument", "options", "message"),
    [
        ("O = f(I)", {}, "no values: add for"),
        ("O = f(I", {"for": "I=1..9"}, "not an expression"),
        ("O = I + 1", {"for": "I=1..9"}, "proves nothing"),
        ("O = max(I, 2)", {"for": "I=1..9"}, "proves nothing"),
        ("I = f(I)", {"for": "I=1..9"}, "left side and a parameter"),
        ("f(I)", {"for": "I"}, "not a list of name=values"),
        ("f(I)", {"for": "I=1..9, **K"}, "not a list of name=values"),
        ("f(I)", {"for": "I=1.."}, "not a list of name=values"),
        ("f(I)", {"for": "I=1..9) + g(K=1"}, "not a list of name=values"),
        ("f(I)", {"for": "I=1..9", "where": "K"}, "not a list of name=values"),
        ("f(I)", {"for": "I=1..9", "where": "I=3"}, "declared twice"),
        ("f(I)", {"for": "I=1..9", "when": "I >"}, "not an expression"),
        ("f(I)", {"for": "I=1..9", "every": "i"}, "no range"),
        ("f(I)", {"for": "I=1..9", "tolerance": "small"}, "not a number"),
    ],
)
def test_binding_that_cannot_be_read(argument: str, options: dict[str, str], message: str) -> None:
    with pytest.raises(BindingError, match=re.escape(message)):
        parse_formula_binding(argument, options)
