"""How a page is cited, as text and in BibTeX."""

from __future__ import annotations

import pytest

from evidoc.core.findings import EvidocError
from evidoc.site.citation import FILE, Cited, read_citation
from evidoc.site.head import About
from small_site import Site

CFF = 'title: "evidoc: documentation"\nauthors:\n'
ORGANIZATION = "  - name: The evidoc authors\n"
PERSON = "  - given-names: Ada\n    family-names: Lovelace\n    name-particle: of\n"
PAGE = About("Size", "", "en", "Small", "conv/size/", "https://site.example/en/conv/size/")


@pytest.mark.parametrize(
    ("text", "authors", "released"),
    [
        (CFF + ORGANIZATION, ("The evidoc authors",), ""),
        (CFF + PERSON + ORGANIZATION, ("of Lovelace, Ada", "The evidoc authors"), ""),
        (CFF + ORGANIZATION + "date-released: 2020-02-03\n", ("The evidoc authors",), "2020-02-03"),
    ],
)
def test_what_is_read(bare: Site, text: str, authors: tuple[str, ...], released: str) -> None:
    bare.write(FILE, text)
    assert read_citation(bare.root) == Cited("evidoc", authors, released)


@pytest.mark.parametrize(
    "text", ["- a\n", "title: a\n", CFF + "  - 3\n", "{", CFF + "  - {}\n", "\0"]
)
def test_a_file_that_cannot_be_used_is_named(bare: Site, text: str) -> None:
    bare.write(FILE, text)
    with pytest.raises(EvidocError, match=r"CITATION\.cff:1: cannot be read"):
        read_citation(bare.root)


def test_a_project_need_not_say_how_to_cite_it(bare: Site) -> None:
    assert read_citation(bare.root) is None


def test_an_entry_of_bibtex() -> None:
    cited = Cited("evidoc", ("of Lovelace, Ada", "The authors & co"), "2020-02-03")
    assert cited.bibtex(PAGE) == (
        "@misc{evidoc-en-conv-size,\n"
        "  author = {of Lovelace, Ada and {The authors \\& co}},\n"
        "  title = {{Size}},\n"
        "  howpublished = {Small},\n"
        "  year = {2020},\n"
        "  url = {https://site.example/en/conv/size/},\n"
        "}\n"
    )
    assert cited.text(PAGE) == (
        "of Lovelace, Ada, The authors & co (2020). Size. Small. https://site.example/en/conv/size/"
    )


def test_what_is_unknown_is_left_out() -> None:
    cited, page = Cited("evidoc", ("We",)), About("A_1 \\ 50 %", "", "ko", "S")
    assert "year" not in cited.bibtex(page)
    assert "url" not in cited.bibtex(page)
    assert r"{{A\_1 \textbackslash{} 50 \%}}" in cited.bibtex(page)
    assert cited.text(page) == "We. A_1 \\ 50 %. S."


def test_every_page_says_how_to_cite_it(site: Site) -> None:
    site.write(FILE, CFF + ORGANIZATION)
    assert site.build("--strict").exit_code == 0
    for folder, said in (("", "이 페이지 인용하기"), ("en/", "Cite this page")):
        html = site.read(f"site/{folder}size/index.html")
        assert f"<summary>{said}</summary>" in html
        assert f"@misc{{evidoc-{'en' if folder else 'ko'}-size," in html


def test_a_strict_build_fails_where_the_file_is_wrong(site: Site) -> None:
    site.write(FILE, "title: a\n")
    done = site.build("--strict")
    assert done.exit_code != 0
    assert "CITATION.cff:1: cannot be read" in done.stderr
    assert "Traceback" not in done.stderr
