"""The list of references: its file, citations on pages, and what check finds."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown

from evidoc.markdown.rendering import Rendering, current
from evidoc.project.references import read_references
from small_site import Edit, Site

GOOD = """\
[wang2018]
authors = ["Wang, P.", "Chen, P.", "van den Oord, A."]
year = 2018
title = "Understanding 7 <Convolutions>"
venue = "WACV"
arxiv = "1702.08502"
doi = "10.1109/WACV.2018.00163"

[yu2016]
authors = ["Yu, F.", "Koltun, V."]
year = 2016
title = "Aggregation"
url = "https://example.org/yu"
"""

# What is written instead of what, then the line and what is said of it.
WRONG = {
    "no TOML": ("[yu2016]", "[yu2016", 9, "is not valid TOML"),
    "key": ("[yu2016]", "[Yu]", 9, r"\[Yu\] a key holds lower-case"),
    "unknown setting": ("venue", "place", 1, "place is unknown; known are authors, year, title"),
    "no year": ("year = 2016\n", "", 9, "has no year"),
    "no title": ('title = "Aggregation"\n', "", 9, "has no title"),
    "authors": ('["Yu, F.", "Koltun, V."]', '"Yu, F."', 9, "authors is not a list"),
    "no author": ('["Yu, F.", "Koltun, V."]', "[]", 9, "authors is not a list"),
    "year as text": ("year = 2016", 'year = "2016"', 9, "year is not a whole number"),
    "empty venue": ('"WACV"', '" "', 1, "venue is not a text"),
    "arxiv": ("1702.08502", "arXiv:1702.08502", 1, "arxiv is 'arXiv:1702.08502'; write it as"),
    "doi": ("10.1109", "https://doi.org/10.1109", 1, "doi is 'https://doi.org/10.1109"),
    "url": ("https://example.org/yu", "example.org", 9, "url is 'example.org'; write it as"),
    "no link": ('url = "https://example.org/yu"\n', "", 9, "has none of doi, arxiv, url"),
    "no table": ("[wang2018]", "yu = 1\n[wang2018]", 1, r"\[yu\] is not a table"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file(name: str) -> None:
    before, after, line, expected = WRONG[name]
    assert before in GOOD
    (found,) = read_references(GOOD.replace(before, after, 1), "r.toml").findings
    assert (found.path, found.line) == ("r.toml", line)
    assert re.search(expected, found.message)


@pytest.fixture
def cited(site: Site) -> Site:
    """The small project, whose pages cite two works."""
    site.write("references.toml", GOOD)
    site.write("evidoc.toml", 'references = "references.toml"\n' + site.read("evidoc.toml"))
    for language, said in (("ko", "제안"), ("en", "By")):
        page = f"docs/{language}/index.md"
        text = f"\n{said} [@wang2018] (net: [@yu2016]).\n\n/// references\n///\n"
        site.write(page, site.read(page) + text)
    return site


EN, KO = "docs/en/index.md", "docs/ko/index.md"


def write(name: str, before: str, after: str) -> Edit:
    return lambda site: site.replace(name, before, after)


def both(before: str, after: str) -> Edit:
    return lambda site: [site.replace(page, before, after) for page in (EN, KO)] and None


FOUND: dict[str, tuple[Edit, str]] = {
    "no list in the project": (
        write("evidoc.toml", "references =", "#"),
        rf"{EN}:26: there is no reference wang2018 \[describe it in references.toml, named by",
    ),
    "no file": (
        lambda site: site.path("references.toml").unlink(),
        r"references\.toml:1: cannot be read",
    ),
    "wrong entry": (
        write("references.toml", "year = 2016\n", ""),
        r"references\.toml:9: \[yu2016\] has no year",
    ),
    "unknown key": (
        both("[@yu2016]", "[@yu2017]"),
        rf"{EN}:26: there is no reference yu2017 \[did you mean yu2016\?\]",
    ),
    "unused key": (
        both(" (net: [@yu2016])", ""),
        r"references\.toml:9: no page cites \[yu2016\]",
    ),
    "in code": (both("[@yu2016]", "`[@yu2016]`"), r"references\.toml:9: no page cites"),
    "cited in one language": (
        write(EN, " (net: [@yu2016])", ""),
        rf"{KO}:26: citation yu2016: missing at|{KO}:26: .*yu2016",
    ),
    "no list on the page": (
        both("/// references\n///\n", ""),
        rf"{EN}:26: the page cites works and does not list them",
    ),
    "two lists": (
        both("/// references\n", "/// references\n///\n\n/// references\n"),
        rf"{EN}:31: the list of references is there twice",
    ),
    "a list of nothing": (
        both("[@wang2018] (net: [@yu2016])", "them"),
        rf"{EN}:28: no work is cited",
    ),
    "a body": (
        write(EN, "/// references\n", "/// references\ntext\n"),
        rf"{EN}:28: a references block holds nothing",
    ),
    "a number beside a year": (
        both("[@wang2018] (net", "[@wang2018] 7 (net"),
        rf"{EN}:26: .*\b7\b",
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_check(cited: Site, name: str) -> None:
    change, expected = FOUND[name]
    change(cited)
    result = cited.evidoc("check")
    assert re.search(f"^(?:{expected})", result.output, re.MULTILINE), result.output


def test_years_count_as_no_numbers(cited: Site) -> None:
    result = cited.evidoc("check")
    assert result.exit_code == 0, result.output


SHOWN = {
    "ko": ["Wang 등(2018)", "Yu·Koltun, 2016"],
    "en": ["Wang et al. (2018)", "Yu and Koltun, 2016"],
}


@pytest.mark.parametrize("language", SHOWN)
def test_what_a_page_shows(cited: Site, language: str) -> None:
    project = cited.project()
    page = project.pages[language]["index.md"]
    token = current.set(Rendering(project, language, "index.md", page))
    try:
        html = Markdown(extensions=["tables", "attr_list", "evidoc"]).convert(page.body)
    finally:
        current.reset(token)
    page_shown = BeautifulSoup(html, "html.parser")
    links = page_shown.select("a.evidoc-citation")
    assert [link.text for link in links] == SHOWN[language]
    assert [link["href"] for link in links] == ["#ref-wang2018", "#ref-yu2016"]
    listed = page_shown.select("ul.evidoc-references > li")
    assert [item["id"] for item in listed] == ["ref-wang2018", "ref-yu2016"]
    assert listed[0].text == (
        "P. Wang, P. Chen, A. van den Oord (2018). Understanding 7 <Convolutions>. WACV. "
        "doi:10.1109/WACV.2018.00163, arXiv:1702.08502"
    )
    assert [link["href"] for link in page_shown.select("ul.evidoc-references a")] == [
        "https://doi.org/10.1109/WACV.2018.00163",
        "https://arxiv.org/abs/1702.08502",
        "https://example.org/yu",
    ]
