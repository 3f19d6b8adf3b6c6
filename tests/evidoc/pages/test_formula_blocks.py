"""A bound formula on the page."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from evidoc.markdown.rendering import Rendering, current
from evidoc.pages.formulas_in_text import repeated
from small_site import Site


def rendered(site: Site) -> str:
    project = site.project()
    page = project.pages["en"]["size.md"]
    token = current.set(Rendering(project, "en", "size.md", page))
    try:
        extensions = ["attr_list", "tables", "toc", "evidoc"]
        return Markdown(extensions=extensions).convert(page.body)
    finally:
        current.reset(token)


def test_a_true_formula_looks_like_any_other(site: Site) -> None:
    html = rendered(site)
    assert html.count('<math display="block">') == 1
    assert "evidoc-wrong" not in html
    assert re.search(r'<div class="evidoc-formula">\s*<div class="evidoc-display"[ >]', html)


def test_a_wrong_formula_is_marked_and_still_shown(site: Site) -> None:
    site.replace("docs/en/size.md", "d(K-1) + 1", "d(K-1)")
    html = rendered(site)
    assert html.count('<math display="block">') == 1
    assert re.search(
        r'<div class="evidoc-formula evidoc-wrong" data-evidoc-wrong="[^"]*0, comp', html
    )


def test_notation_is_not_computed(site: Site) -> None:
    for page in ("docs/en/size.md", "docs/ko/size.md"):
        site.replace(
            page, " | span: S = span(K, d)\n    for: K=1..4, d=1..4", "\n    notation: a set"
        )
        site.replace(page, "S = d(K-1) + 1", r"S \subset \mathbb{Z}")
    site.evidoc("run")
    assert site.evidoc("check").exit_code == 0, site.evidoc("check").output
    assert rendered(site).count('<math display="block">') == 1


def test_notation_and_a_function_exclude_each_other(site: Site) -> None:
    site.replace("docs/en/size.md", "d=1..4\n", "d=1..4\n    notation: a set\n")
    assert (
        "docs/en/size.md:6: malformed formula block: it is notation" in site.evidoc("check").output
    )


def test_both_languages_read_one_record(site: Site) -> None:
    grid = site.project().pages["en"]["size.md"].formulas[0].binding.grid  # type: ignore[union-attr]
    records = [site.project().records.record(code, "conv/span").formulas for code in ("ko", "en")]
    assert records[0] == records[1]
    assert list(records[0]) == [grid.key]
    assert records[0][grid.key]["values"] == ["1 1 1 1", "2 3 4 5", "3 5 7 9", "4 7 10 13"]


PAGES = ("docs/en/size.md", "docs/ko/size.md")
INLINE = 'formulas:\n  "2d + 1": {call: "span: span(3, d)", for: "d=1..9"}\n'


@pytest.fixture
def inline(site: Site) -> Site:
    """The small project with a bound formula in running text, in both languages."""
    for page in PAGES:
        site.replace(page, "topic: conv\n", f"topic: conv\n{INLINE}")
        site.replace(page, "/// formula", "$2d + 1$, $2d\n+ 1$, $d(K-1)+1$, $S$.\n\n/// formula")
    assert site.evidoc("run").exit_code == 0
    assert site.evidoc("check").exit_code == 0, site.evidoc("check").output
    return site


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # Formula and declaration say the same, and both are wrong.
        (
            "2d + 1",
            "3d + 1",
            r"size\.md:8: the formula, from column 2: 3d \+ 1 gives 4",
        ),
        # What stands on the page is not what is bound.
        ("$2d + 1$, ", "$2d + 2$, ", r"size\.md:8: bound to nothing: 2, 2"),
        ("$d(K-1)+1$", "$d(K-1)+2$", r"size\.md:9: bound to nothing: 1, 2"),
        ("$d(K-1)+1$", "$d(K-1)$", r"size\.md:9: bound to nothing: 1"),
        ("$S$", "$S = d(K-1)$", r"size\.md:9: bound to nothing: 1"),
        ("call:", "cal:", r"size\.md:4: malformed formula '2d \+ 1': unknown option 'cal'"),
        (', for: "d=1..9"', "", r"size\.md:4: malformed formula '2d \+ 1': .*for: K=1"),
        ('{call: "span: span(3, d)", for: "d=1..9"}', "3", r"size\.md:4: malformed formula"),
        ('  "2d + 1":', '  "2d + 7":', r"size\.md:4: formulas: \$2d \+ 7\$ does not stand"),
        ("span: span(3, d)", "spam: span(3, d)", r"size\.md:8: there is no example conv/spam"),
        (INLINE, "formulas: 3\n", r"size\.md:1: formulas: is not a list"),
    ],
)
def test_inline_formula(inline: Site, before: str, after: str, expected: str) -> None:
    text = inline.read(PAGES[0])
    assert before in text
    inline.write(PAGES[0], text.replace(before, after))
    found = inline.evidoc("check").output
    assert re.search(f"^docs/en/{expected}", found, re.MULTILINE), found


def test_a_formula_that_says_again_what_a_bound_one_says(inline: Site) -> None:
    page = inline.project().pages["en"]["size.md"]
    said = [formula.latex for formula in repeated(page.source, page.formulas)]
    assert said == ["2d + 1", "2d\n+ 1", "d(K-1)+1", "S"]


def test_a_wrong_formula_in_running_text_is_marked(inline: Site) -> None:
    assert "evidoc-wrong" not in rendered(inline)
    text = inline.read(PAGES[0])
    inline.write(PAGES[0], text.replace("2d", "3d"))
    html = rendered(inline)
    wrong = re.findall(r'class="evidoc-math evidoc-wrong" data-evidoc-wrong="(.*?)"', html)
    assert len(wrong) == 2
    assert "gives 4, computed 3" in wrong[0]
