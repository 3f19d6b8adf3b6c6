"""A bound formula on the page."""

from __future__ import annotations

import re

from markdown import Markdown

from evidoc.markdown.rendering import Rendering, current
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
    assert re.search(r'<div class="evidoc-formula">\s*<div class="evidoc-display">', html)


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
    records = [site.project().record(code, "conv/span").formulas for code in ("ko", "en")]
    assert records[0] == records[1]
    assert list(records[0]) == [grid.key]
    assert records[0][grid.key]["values"] == ["1 1 1 1", "2 3 4 5", "3 5 7 9", "4 7 10 13"]
