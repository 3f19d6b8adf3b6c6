"""Pages can claim what the engine counts over the whole site."""

from __future__ import annotations

import re

import pytest

from evidoc.checks.totals import NAMES, totals
from manual_pages import chapters, sections
from small_site import Site

PAGES = ("docs/en/index.md", "docs/ko/index.md")
ROWS = """
/// claim | evidoc/totals: claims, bound
| | ko | en |
|---|---|---|
| claims | {0} | {0} |
| numbers | {1} | {1} |

///
"""


def state(site: Site, text: str) -> None:
    for page in PAGES:
        site.write(page, f"{site.read(page)}\n{text}\n")


def test_totals_are_counted(site: Site) -> None:
    assert totals(site.project()) == {
        "pages": [2, 2],
        "examples": [2],
        "claims": [4, 4],
        "formulas": [1, 1],
        "figures": [0, 0],
        "bound": [10, 10],
        "printed": [1, 1],
        "given": [0, 0],
    }
    assert list(totals(site.project())) == list(NAMES)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_manual_names_every_total(language: str) -> None:
    listed = sections(chapters(language)["pages"])["totals"]
    assert re.findall(r"^\| `(\w+)` \|", listed, re.MULTILINE) == list(NAMES)


def test_a_claim_that_counts_itself_settles_at_once(site: Site) -> None:
    state(site, ROWS.format(1, 10_000))
    updated = site.evidoc("update")
    assert updated.exit_code == 0, updated.output
    assert ROWS.format(5, 14) in site.read(PAGES[0])
    assert ROWS.format(5, 14) in site.read(PAGES[1])
    assert site.evidoc("update").output == "0 updated\n"
    assert site.evidoc("check").exit_code == 0


def test_a_total_needs_no_run(site: Site) -> None:
    state(site, "There are [2]{= evidoc/totals: examples } examples.")
    before = site.tree()
    assert site.evidoc("check").exit_code == 0
    assert site.evidoc("run").output.endswith("0 run, 0 recorded, 0 as before\n")
    assert site.tree() == before


# A claim, and what is said of it.
WRONG = {
    "[3]{= evidoc/totals: examples }": r"index\.md:[\d:]+: shows 3, computed 2 .*\[evidoc update\]",
    "[3]{= evidoc/totals: exmples }": r"index\.md:[\d:]+: there is no total exmples \[known are",
    "[3]{= evidoc/totals: examples + 1 }": r"index\.md:[\d:]+: there is no total examples \+ 1",
    "[1]{= evidoc/totals: pages }": r"index\.md:[\d:]+: shows 1 number \(1\), but .* has 2 values",
}


@pytest.mark.parametrize("claim", WRONG)
def test_a_wrong_total_is_found(site: Site, claim: str) -> None:
    state(site, f"There are {claim} of them.")
    result = site.evidoc("check")
    assert result.exit_code == 1
    assert len(re.findall(WRONG[claim], result.output)) == 2, result.output


def test_another_page_makes_a_total_wrong(site: Site) -> None:
    state(site, "There are [2 and 2]{= evidoc/totals: pages } pages.")
    assert site.evidoc("check").exit_code == 0
    for language in ("ko", "en"):
        site.write(f"docs/{language}/more.md", "# More {#more}\n")
    assert "shows 2, computed 3" in site.evidoc("check").output
