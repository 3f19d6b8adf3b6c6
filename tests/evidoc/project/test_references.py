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


def shown(site: Site, language: str) -> BeautifulSoup:
    project = site.project()
    page = project.pages[language]["index.md"]
    token = current.set(Rendering(project, language, "index.md", page))
    try:
        html = Markdown(extensions=["tables", "attr_list", "evidoc"]).convert(page.body)
    finally:
        current.reset(token)
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize("language", SHOWN)
def test_what_a_page_shows(cited: Site, language: str) -> None:
    page_shown = shown(cited, language)
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


# Authors and years of works in the order of their file, and the letters of their years.
LETTERS = {
    "the first of many, in one year": ([("A C D", 1), ("A B D", 1)], "ba"),
    "in two years": ([("A B C", 1), ("A B C", 2)], "  "),
    "one author twice": ([("A", 1), ("A", 1)], "ab"),
    "two authors, of whom one is the same": ([("A B", 1), ("A C", 1)], "  "),
    "two and many": ([("A B", 1), ("A B C", 1)], "  "),
    "one and many": ([("A", 1), ("A B C", 1)], "  "),
    "two pairs": ([("A", 1), ("B", 2), ("A", 1), ("B", 2)], "aabb"),
}


@pytest.mark.parametrize("name", LETTERS)
def test_works_that_would_read_alike(name: str) -> None:
    works, letters = LETTERS[name]
    text = "".join(
        f'[k{number}]\nauthors = {authors.split()}\nyear = {year}\ntitle = "T"\n'
        f'url = "https://example.org"\n'
        for number, (authors, year) in enumerate(works)
    )
    found = read_references(text, "r.toml")
    assert not found.findings
    found_years = [found.entries[f"k{number}"].published for number in range(len(works))]
    years = zip(works, letters, strict=True)
    assert found_years == [f"{year}{letter.strip()}" for (_, year), letter in years]


def test_a_citation_and_the_list_say_the_same_letter(cited: Site) -> None:
    cited.replace("references.toml", '"Yu, F.", "Koltun, V."', '"Wang, P.", "Bai, A.", "Bai, B."')
    cited.replace("references.toml", "year = 2016", "year = 2018")
    page = shown(cited, "en")
    cites = [link.text for link in page.select("a.evidoc-citation")]
    assert cites == ["Wang et al. (2018b)", "Wang et al., 2018a"]
    listed = [item.text.partition(").")[0] for item in page.select("ul.evidoc-references > li")]
    assert listed == ["P. Wang, A. Bai, B. Bai (2018a", "P. Wang, P. Chen, A. van den Oord (2018b"]
