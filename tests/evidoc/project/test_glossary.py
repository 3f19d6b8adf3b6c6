"""The glossary: its file, its page, its part in links, wording and search."""

from __future__ import annotations

import json
import re

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from evidoc.project.glossary import Term, Wording, pattern_of, read_glossary
from evidoc.site.search import other_names
from small_site import Edit, Site

GOOD = """\
[receptive-field]
page = "index.md"
ko.term = "수용 영역"
ko.aliases = ["RF"]
ko.avoid = ["수용장"]
ko.text = "출력 하나에 영향을 주는 *입력*의 범위."
en.term = "receptive field"
en.text = "The region of the input that can affect one output."

[kernel]
ko.term = "커널"
ko.text = "겹쳐 곱하는 가중치의 격자."
en.term = "kernel"
en.aliases = ["filter"]
en.text = "The grid of weights that slides over the input."
"""


def edit(before: str, after: str) -> str:
    assert before in GOOD
    return GOOD.replace(before, after, 1)


# A file, then the line and what is said of it.
MALFORMED = {
    "not TOML": (edit('"index.md"', '"index.md'), "2: is not valid TOML"),
    "unknown key": (edit("page =", "pages ="), r"2: \[receptive-field\] pages: is unknown"),
    "unknown key of a language": (edit("ko.avoid", "ko.avoids"), "5: .*ko.avoids: is unknown"),
    "unknown language": (edit("en.text", "de.text"), r"8: \[receptive-field\] de: is unknown"),
    "no text": (
        edit('en.text = "The grid of weights that slides over the input."\n', ""),
        r"10: \[kernel\] en.text: is missing",
    ),
    "no language": (
        edit('en.term = "kernel"\nen.aliases = ["filter"]\nen.text = "The grid', 'page = "'),
        r"10: \[kernel\] en: is missing",
    ),
    "aliases are one text": (edit('["filter"]', '"filter"'), "14: .*not a list"),
    "id": (edit("[kernel]", "[Kernel_1]"), "10: .*an id holds"),
    "no table": ("hole = 3\n" + GOOD, r"1: \[hole\]: is not a table"),
    "number in a text": (edit("grid of", "3 by 3 grid of"), "15: .*en.text: 3 is computed by no"),
    "ratio in a text": (edit("grid of", "half a grid of"), "15: .*en.text: half is computed by no"),
    "number in a term": (edit('"커널"', '"5×5 커널"'), "11: .*ko.term: 5 is computed by no"),
    "name of two terms": (edit('["filter"]', '["Receptive Field"]'), "1[0-9]: .*receptive-field"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_file(name: str) -> None:
    text, expected = MALFORMED[name]
    findings = read_glossary(text, "g.toml", ["ko", "en"]).findings
    assert len(findings) == 1
    assert re.match(f"g.toml:(?:{expected})", str(findings[0])), findings


def test_good_file() -> None:
    glossary = read_glossary(GOOD, "g.toml", ["ko", "en"])
    entries = glossary.entries
    assert glossary.findings == []
    assert [(entry.id, entry.line, entry.page) for entry in entries] == [
        ("receptive-field", 1, "index.md"),
        ("kernel", 10, ""),
    ]
    assert entries[0].names == ("수용 영역", "RF", "수용장", "receptive field", "수용영역")


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("수용 영역", "수용\n영역은", True),
        ("커널", "큰 커널의", True),
        ("receptive field", "Receptive fields grow", True),
        ("kernel", "subkernel", False),
        ("stride", "strides", True),
        ("MAC", "the mac address", False),
        ("MAC", "two MACs", True),
    ],
)
def test_pattern(name: str, text: str, found: bool) -> None:
    assert bool(pattern_of(name).search(text)) is found


def test_other_names() -> None:
    entries = read_glossary(GOOD, "g.toml", ["ko", "en"]).entries
    assert list(other_names("수용 영역은 넓다", entries)) == [
        "RF",
        "수용장",
        "receptive field",
        "수용영역",
    ]
    assert list(other_names("nothing", entries)) == []
    same = Wording("HDC", "text")
    assert list(other_names("HDC", [Term("hdc", 1, "", {"ko": same, "en": same})])) == []


@pytest.fixture
def terms(site: Site) -> Site:
    """The small project with a glossary that its only page shows."""
    site.write("glossary.toml", GOOD)
    site.write("evidoc.toml", 'glossary = "glossary.toml"\n' + site.read("evidoc.toml"))
    for language in ("ko", "en"):
        page = f"docs/{language}/index.md"
        site.write(page, site.read(page) + "\n[k](#kernel)\n\n/// glossary\n///\n")
    return site


def write(name: str, before: str, after: str) -> Edit:
    return lambda site: site.replace(name, before, after)


EN, KO = "docs/en/index.md", "docs/ko/index.md"
FOUND: dict[str, tuple[Edit, str]] = {
    "dead link to a term": (write(EN, "#kernel", "#kernels"), rf"{EN}:26: .*#kernels"),
    "page of a term": (
        write("glossary.toml", "index.md", "gone.md"),
        r"glossary\.toml:1: \[receptive-field\] page: there is no docs/ko/gone\.md",
    ),
    "anchor of a term": (
        write("glossary.toml", "index.md", "index.md#gone"),
        r"glossary\.toml:1: \[receptive-field\] page: docs/ko/index\.md has no #gone",
    ),
    "file": (lambda site: site.path("glossary.toml").unlink(), r"glossary\.toml:1: cannot be read"),
    "wrong entry": (write("glossary.toml", "en.text", "en.txt"), r"glossary\.toml:8: .*en\.txt"),
    "shown in one language": (
        write(EN, "/// glossary\n///", ""),
        r"glossary\.toml:1: no page in en shows it",
    ),
    "no glossary": (write("evidoc.toml", "glossary =", "#"), rf"{EN}:1: there is no glossary"),
    "a word to avoid": (
        write(KO, "맨 위", "수용장"),
        rf"{KO}:24: '수용장' is called '수용 영역' in the glossary \[reword it\]",
    ),
    "a word to avoid, in a caption": (
        write(KO, "/// example | quiet\n", "/// example | quiet\n    caption: 수용장\n"),
        rf"{KO}:12: '수용장' is called '수용 영역' in the glossary \[reword it\]",
    ),
    "a word to avoid, in a catalog": (
        write("snippets/conv/ko.po", "커널이 닿는 거리", "커널의 수용장"),
        r"snippets/conv/ko\.po:9: '수용장' is called '수용 영역' in the glossary \[reword it\]",
    ),
    "a word to avoid, in a program in the language of its source": (
        write("glossary.toml", "en.aliases", 'en.avoid = ["cell", "far the"]\nen.aliases'),
        r"snippets/conv/span\.py:6: 'far the' is called 'kernel' .*\n"
        r"snippets/conv/span\.py:12: 'cells' is called 'kernel' in the glossary \[reword it\]",
    ),
    "a body": (
        write(EN, "/// glossary\n", "/// glossary\ntext\n"),
        rf"{EN}:28: a glossary block holds nothing",
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_check(terms: Site, name: str) -> None:
    change, expected = FOUND[name]
    change(terms)
    result = terms.evidoc("check")
    assert re.search(f"^{expected}", result.output, re.MULTILINE), result.output


NOT_SAID = {
    "in expressions and names of blocks": ("맨 위", "위"),
    "in an address": ("(#span)", "(index.md?taps=rows#span)"),
    "beside the term": ("맨 위", "수용 영역(taps)"),
}


@pytest.mark.parametrize("name", NOT_SAID)
def test_a_word_to_avoid_that_no_reader_takes_for_one(terms: Site, name: str) -> None:
    terms.replace("glossary.toml", '["수용장"]', '["taps", "rows", "span"]')
    terms.replace(KO, *NOT_SAID[name])
    assert "is called" not in terms.evidoc("check").output


@pytest.mark.parametrize("said", ["{reach}", "`수용장`", "수용 영역(수용장)"])
def test_a_word_to_avoid_in_a_text_of_a_program_that_is_none(terms: Site, said: str) -> None:
    terms.replace("glossary.toml", '["수용장"]', '["수용장", "reach"]')
    terms.replace("snippets/conv/ko.po", "커널이 닿는 거리", f"거리 {said}")
    assert "is called" not in terms.evidoc("check").output


def test_a_wrong_entry_is_one_finding(terms: Site) -> None:
    terms.replace("glossary.toml", 'en.term = "kernel"', "")
    assert terms.evidoc("check").output.count("\n") == 2  # the finding, and how many there are


def test_nothing_is_wrong(terms: Site) -> None:
    result = terms.evidoc("check")
    assert result.exit_code == 0, result.output


def test_page_and_search_of_each_language(terms: Site) -> None:
    terms.replace("mkdocs.yml", "plugins: {", "plugins: {search: {}, ")
    terms.replace("mkdocs.yml", "docs_dir", "site_url: https://site.example/\ndocs_dir")
    config = load_config(str(terms.path("mkdocs.yml")), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    pages = {
        "": (
            '<dt id="receptive-field">수용 영역<span lang="en">receptive field</span></dt>',
            "<dd>출력 하나에 영향을 주는 <em>입력</em>의 범위. "
            '<span>다른 이름: RF.</span> <a href="./">폭</a>',
            ["receptive-field", "kernel"],
        ),
        "en/": (
            '<dt id="kernel">kernel<span lang="ko">커널</span></dt>',
            "The grid of weights that slides over the input. <span>Also: filter.</span>",
            ["kernel", "receptive-field"],
        ),
    }
    for folder, (term, text, order) in pages.items():
        html = terms.read(f"site/{folder}index.html")
        assert term in html
        assert text in html
        assert re.findall(r'<dt id="([\w-]+)"', html) == order
        index = json.loads(terms.read(f"site/{folder}search/search_index.json"))
        said = " ".join(section["text"] for section in index["docs"])
        for name in ("수용영역", "수용장", "filter"):
            assert name in said
