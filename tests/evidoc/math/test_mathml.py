"""Formulas: found as Pandoc finds them, turned into MathML Core, said in plain text."""

from __future__ import annotations

import pytest

from evidoc.math.mathml import FormulaError, MathFormula, find_formulas
from evidoc.math.mathtext import characters, plain_text, small_characters

# What MathML Core defines, https://www.w3.org/TR/mathml-core/, and browsers therefore heed.
GLOBAL = {"class", "dir", "displaystyle", "id", "scriptlevel", "style"}
ATTRIBUTES = {
    "math": {"display"},
    "mi": {"mathvariant"},
    "mo": {"lspace", "rspace", "stretchy", "symmetric", "form", "minsize", "maxsize"},
    "mspace": {"width", "height", "depth"},
    "mfrac": {"linethickness"},
    "munder": {"accentunder"},
    "mover": {"accent"},
    "munderover": {"accent", "accentunder"},
}

# LaTeX, its plain text.
FORMULAS = [
    (r"K_{\text{eff}} = K + (K-1)(d-1) = d(K-1) + 1", "K_eff = K + (K − 1)(d − 1) = d(K − 1) + 1"),
    (
        r"O = \left\lfloor \frac{I + 2P - d(K-1) - 1}{S} \right\rfloor + 1",
        "O = ⌊(I + 2P − d(K − 1) − 1)/S⌋ + 1",
    ),
    (r"\lceil x \rceil \lfloor y \rfloor", "⌈x⌉⌊y⌋"),
    (
        r"\sum_{m=0}^{K-1} \text{input}(i + d \cdot m, \; j) \cdot w",
        "∑_(m = 0)^(K − 1)input(i + d ⋅ m, j) ⋅ w",
    ),
    (r"R_l = \prod_{j<i} s_j", "R_l = ∏_(j < i)s_j"),
    (r"M_i = \max(M_{i+1} - 2r_i, r_i) \min_i x", "M_i = max(M_(i + 1) − 2r_i, r_i) min_i x"),
    (r"a \bmod b \times -3", "a mod b × −3"),
    (r"\begin{cases} 1 & a < b \\ 0 & \text{아니면} \end{cases}", "{1, a < b; 0, 아니면"),
    (r"\begin{pmatrix} 1 & 0 \\ 2 & x \end{pmatrix}", "(1, 0; 2, x)"),
    (r"\begin{aligned} a &= b \\ &\le c \end{aligned}", "a, =b; , ≤c"),
    (r"K^2 x_i^{2n} \sqrt{2} \sqrt[3]{ab}", "K^2x_i^(2n)√(2)3√(ab)"),
    (r"1{,}769{,}472", "1,769,472"),
    (r"\hat{x} \mathbb{R}", "x^ˆℝ"),
]


@pytest.mark.parametrize(("latex", "plain"), FORMULAS)
@pytest.mark.parametrize("is_display", [True, False])
def test_formula_becomes_mathml_core(latex: str, plain: str, is_display: bool) -> None:
    math = MathFormula(latex, 0, is_display).to_mathml()
    assert math.attrib == ({"display": "block"} if is_display else {})
    for element in math.iter():
        assert element.attrib.keys() <= GLOBAL | ATTRIBUTES.get(element.tag, set()), element.tag
    assert plain_text(math) == plain


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("a $x$ b", ["x"]),
        ("$x$와 $y$는", ["x", "y"]),
        ("$$x$$", ["x"]),
        ("$$\n  x\n  y\n$$", ["x\n  y"]),
        ("> $$\n> x\n> $$", ["> x\n>"]),
        ("a $x\ny$ b", ["x\ny"]),
        ("a $x\n\ny$ b", []),
        ("$5 and $6", []),
        ("$5, $6 and $x$", ["x"]),
        ("$20,000 or $30,000", []),
        ("5$ and 6 $", []),
        (r"\$x$ and \$5", []),
        (r"$a \$ b$", [r"a \$ b"]),
        ("$ x$ and $x $", []),
        ("$x$2", []),
        ("a $$ $ $$$ $$$$", []),
        ("$$x\n\ntext $y$", ["x", "y"]),
        ("- $$x", ["x"]),
    ],
)
def test_formulas_are_found_where_they_stand(prose: str, found: list[str]) -> None:
    formulas = list(find_formulas(prose))
    assert [formula.latex for formula in formulas] == found
    for formula in formulas:
        assert prose[formula.start :].startswith(formula.latex)


@pytest.mark.parametrize(
    ("prose", "offset", "reason"),
    [
        (r"$\foo x$", 0, r'Unknown command "\foo"'),
        (r"$한 \foo$", 2, "Unknown command"),
        (r"$\frac{1$", 7, "Expected closing token"),
        ("$$\na & b\n$$", 2, "table-like environment"),
        ("$$\n\n$$", 0, "not closed before the next blank line"),
        ("$$\nx +\n\ny\n", 3, "not closed before the next blank line"),
        ("$$\n$$", 0, "empty"),
        (r"$\boxed{x}$", 0, "no browser draws its <menclose>"),
    ],
)
def test_unreadable_formula_says_where_and_why(prose: str, offset: int, reason: str) -> None:
    formula = next(iter(find_formulas(prose)))
    with pytest.raises(FormulaError) as caught:
        formula.to_mathml()
    error = caught.value
    assert (error.latex, error.offset) == (formula.latex, offset)
    assert reason in error.reason
    assert f"at character {offset + 1}: " in str(error)


@pytest.mark.parametrize(
    ("latex", "drawn"),
    [
        ("x", "𝑥"),
        ("h", "ℎ"),
        (r"\alpha\Omega", "𝛼Ω"),
        (r"\mathrm{x}", "x"),
        (r"\max x", "max\u2061𝑥"),
        (r"\text{if } 1", "if\xa01"),
        (r"\sqrt{2}", "√2"),
        ("-", "−"),
    ],
)
def test_characters_are_the_ones_drawn(latex: str, drawn: str) -> None:
    assert characters(MathFormula(latex, 0, False).to_mathml()) == set(drawn)


@pytest.mark.parametrize(
    ("latex", "small"),
    [
        ("x + 1", ""),
        ("x_i", "𝑖"),
        ("x^{2n}_0", "2𝑛0"),
        (r"\sum_{i=1}^n x", "𝑖=1𝑛"),
        (r"\frac{a}{b} + c", "𝑎𝑏"),
        (r"\sqrt[3]{x}", "3"),
        (r"K_{\mathrm{eff}}", "ef"),
    ],
)
def test_small_characters_are_those_of_scripts_and_fractions(latex: str, small: str) -> None:
    assert small_characters(MathFormula(latex, 0, False).to_mathml()) - {"\u2062"} == set(small)
