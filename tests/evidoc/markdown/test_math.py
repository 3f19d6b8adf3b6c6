"""Math on a page: where it is math, what surrounds it, and what the reader gets."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from evidoc.markdown.math import add_math
from evidoc.math.mathml import find_formulas
from evidoc.pages.markup import Source

EXTENSIONS = [
    "admonition",
    "attr_list",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.blocks.admonition",
    "pymdownx.superfences",
]


PAGES = [
    ("a $x$ b", "<p>a (x) b</p>"),
    ("$x$", "<p>(x)</p>"),
    ("**$x$**", "<p><strong>(x)</strong></p>"),
    ("$x$**y**", "<p>(x)<strong>y</strong></p>"),
    ("($x$), $y$는", "<p>((x)), (y)는</p>"),
    ("$x\n+ y$", "<p>(x+y)</p>"),
    # Not math.
    ("$5 and $6", "<p>$5 and $6</p>"),
    (r"\$x\$", "<p>$x$</p>"),
    (r"\$5 and $x$", "<p>$5 and (x)</p>"),
    ("`$x$` and ``$$y$$``", "<p><code>$x$</code> and <code>$$y$$</code></p>"),
    ("    $$x$$", "<pre><code>$$x$$</code></pre>"),
    ("$a `b` c$", "<p>$a <code>b</code> c$</p>"),
    # Markdown has no say inside.
    ("$a_i + b_i * c * d$ _e_", "<p>(ai+bi∗c∗d) <em>e</em></p>"),
    (r"$\{ a \}$ \*b\*", "<p>({a}) *b*</p>"),
    ("$[0](1)$ $!a$", "<p>([0](1)) (!a)</p>"),
    ('$a<b$, $c>d$ "e', '<p>(a&lt;b), (c&gt;d) "e</p>'),
    (r"$\& \text{https://a.b}$", "<p>(&amp;https://a.b)</p>"),
    (r"$K_{\text{유효 크기}}$", "<p>(K유효 크기)</p>"),
    # On its own.
    ("$$x$$", "((x))"),
    ("$$\nx\n$$", "((x))"),
    ("a\n$$\nx\n$$\nb", "<p>a</p>((x))<p>b</p>"),
    ("a $$x$$ b", "<p>a ((x)) b</p>"),
    ("$$x$$ b", "<p>((x)) b</p>"),
    ("$$\na\n- b\n= c\n$$\n\n---", "((a−b=c))<hr />"),
    ("$$\n1. x\n| y\n$$", "((1.x|y))"),
    ("$$x$$\n\n$$y$$", "((x))((y))"),
    # Inside other things.
    ("- $x$\n- $$y$$", "<ul><li>(x)</li><li>((y))</li></ul>"),
    ("- a\n\n    $$\n    x\n    $$\n\n- b", "<ul><li><p>a</p>((x))</li><li><p>b</p></li></ul>"),
    ("> $$\n> x\n> $$", "<blockquote>((x))</blockquote>"),
    (
        "| $a$ |\n|---|\n| $c_1$ |",
        "<table><thead><tr><th>(a)</th></tr></thead><tbody><tr><td>(c1)</td></tr></tbody></table>",
    ),
    (
        "!!! note\n    $x$\n\n    $$\n    y\n    $$",
        '<p class="admonition-title">Note</p><p>(x)</p>((y))',
    ),
    ("/// note\n$x$\n\n$$\ny\n$$\n///", '<p class="admonition-title">Note</p><p>(x)</p>((y))'),
    ("/// note\n\n$$\ny\n$$\n\n///", '<p class="admonition-title">Note</p>((y))'),
    ('<div markdown="1">\n$x$\n</div>', "<p>(x)</p>"),
]


def page() -> Markdown:
    return Markdown(extensions=EXTENSIONS)


def skeleton(source: str) -> str:
    """Return the page with each formula as ``(its text)`` or ``((its text))`` when displayed."""
    md = page()
    math = add_math(md)
    html = md.convert(source)
    assert math.broken == []
    html = re.sub(r'(?s)<math display="block">(.*?)</math>', r"((\1))", html)
    html = re.sub(r"(?s)<math>(.*?)</math>", r"(\1)", html)
    html = re.sub(r"</?(?:m[a-z]+|span|div)\b[^>]*>", "", html)
    return html.replace("\n", "").replace("\xa0", " ")


@pytest.mark.parametrize(("source", "expected"), PAGES)
def test_math_on_a_page(source: str, expected: str) -> None:
    assert skeleton(source) == expected


# The scan takes indented code for prose, and a code span within a formula for blanks.
SCANNED = [source for source, _ in PAGES if not source.startswith(("    ", "$a `b`"))]


@pytest.mark.parametrize("source", SCANNED)
def test_scan_of_the_source_finds_what_is_rendered(source: str) -> None:
    md = page()
    add_math(md)
    assert len(list(find_formulas(Source(source).formula_text))) == md.convert(source).count(
        "<math"
    )


def test_code_holds_no_math() -> None:
    md = page()
    add_math(md)
    assert "<math" not in md.convert("```python\nx = '$x$'\n$$\ny\n$$\n```\n\n`$z$`")


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("# Size $K_{\\text{eff}}$", "Size K_eff"),
        ("# $\\frac{a}{b+1} < 2$ & more", "a/(b + 1) &lt; 2 &amp; more"),
        ("# **Rates** `d` $d=4$는 {#rates}", "Rates d d = 4는"),
        ("# $x$ {data-toc-label='The unknown'}", "The unknown"),
        ("# $5 {#five}", "$5"),
    ],
)
def test_heading_reads_well_in_the_table_of_contents(heading: str, label: str) -> None:
    md = page()
    add_math(md)
    html = md.convert(heading)
    assert [token["name"] for token in md.toc_tokens] == [label]  # type: ignore[attr-defined]
    assert "data-toc-label" not in html
    assert ("<math>" in html) == (heading.count("$") == 2)


@pytest.mark.parametrize(
    ("source", "box"),
    [
        ("는 ($d$)는 3", "($)는"),
        ("$d$, e", "$,"),
        ("**a**$d$", "$"),
        ("a$d$-dimensional", "a$-dimensi"),
        ("<b>$d$</b>", "$"),
        (r"\*$d$\*", "$"),
        ("$d$-$e$.", "$-|$."),
    ],
)
def test_what_touches_a_formula_stays_on_its_line(source: str, box: str) -> None:
    md = page()
    add_math(md)
    html = re.sub(r"(?s)<math>.*?</math>", "$", md.convert(source))
    assert "|".join(re.findall(r'<span class="evidoc-math">(.*?)</span>', html)) == box
    plain = re.sub(r"\$\w\$", "$", re.sub(r"\\(?=\*)|\*\*|</?\w+>", "", source))
    assert re.sub(r"<[^>]*>", "", html) == plain


@pytest.mark.parametrize(
    ("source", "is_stop"),
    [
        ("$$a = b$$", False),
        (r"$$\frac{a}{b}$$", False),
        ("$$K_{eff} = K + (K-1)(d-1) + 2P$$", True),
        ("a $$K_{eff} = K + (K-1)(d-1) + 2P$$", True),
        ("a $K_{eff} = K + (K-1)(d-1) + 2P$ b", True),
        ("a $d(K-1) + 1$ b", False),
    ],
)
def test_only_what_may_have_to_scroll_is_a_stop_for_the_keyboard(
    source: str, is_stop: bool
) -> None:
    md = page()
    add_math(md)
    assert md.convert(source).count('tabindex="0"') == is_stop


def test_unreadable_formulas_are_listed_and_marked() -> None:
    md = page()
    math = add_math(md)
    html = md.convert("a $\\foo$ b\n\n$$\n<b\\bar\n$$\n\n$$\nx\n\n# ok $y$\n")
    assert [(error.latex, error.offset) for error in math.broken] == [
        ("<b\\bar", 6),
        ("x", 1),
        ("\\foo", 0),
    ]
    assert 'class="evidoc-math evidoc-wrong" data-evidoc-wrong="1: Unknown command' in html
    assert "<code>$\\foo$</code>" in html
    assert "<code>$$&lt;b\\bar$$</code>" in html
    assert "<code>$$x</code>" in html
    assert html.count("<math>") == 1
    md.reset()
    assert math.broken == []
