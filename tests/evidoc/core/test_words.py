"""The words of languages: complete in every table, and a language without a table is told so."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from babel import Locale

import evidoc
from evidoc.core.words import _plural_form, tables, words
from evidoc.pages.numerals import read_number_words, read_ratio_words
from small_site import Site

ENGINE = Path(evidoc.__file__).parent


@pytest.mark.parametrize("language", tables())
def test_a_table_has_what_the_english_one_has(language: str) -> None:
    table, english = tables()[language], tables()["en"]
    assert table.keys() == english.keys()
    for section in ("phrases", "templates", "numbers"):
        assert table[section].keys() == english[section].keys()
    for name, template in english["templates"].items():
        assert table["templates"][name].count("{}") == template.count("{}"), name


def test_each_template_is_said() -> None:
    engine = "".join(path.read_text("utf-8") for path in ENGINE.rglob("*.py"))
    templates = tables()["en"]["templates"].keys()
    assert {name for name in templates if f'"{name}"' not in engine} == set()
    assert set(re.findall(r'\.say\(\s*"(\w+)"', engine)) <= templates


SAID: list[tuple[str, int, str]] = [
    ("en", 1, "The numbers bound on this page (7) were computed by one example."),
    ("en-GB", 2, "The numbers bound on this page (7) were computed by 2 examples."),
    ("ko", 1, "이 페이지의 수치 7개는 예제 1개가 계산한 값입니다."),
    ("de", 3, "Die gebundenen Zahlen dieser Seite (7) haben 3 Beispiele berechnet."),
    ("xx", 1, "The numbers bound on this page (7) were computed by one example."),
]


@pytest.mark.parametrize(("language", "examples", "sentence"), SAID)
def test_the_plural_is_that_of_the_language(language: str, examples: int, sentence: str) -> None:
    assert words(language).bound(7, examples) == sentence


@pytest.mark.parametrize("language", tables())
def test_the_plural_forms_are_those_of_unicode(language: str) -> None:
    form, expected = _plural_form(language), Locale.parse(language).plural_form
    counts = (*range(200), 1_000, 1_000_000)
    assert [form(each) for each in counts] == [expected(each) for each in counts]
    assert {form(each) for each in counts} == tables()[language]["bound"].keys()


@pytest.mark.parametrize("language", tables())
@pytest.mark.parametrize("kind", ["word", "ratio", "unreadable"])
def test_what_tells_that_a_text_may_hold_words_is_in_their_pattern(
    language: str, kind: str
) -> None:
    for sign, pattern in tables()[language]["numbers"][kind].items():
        assert sign == sign.casefold()
        assert sign in pattern.casefold()


RATIOS: list[tuple[str, list[object]]] = [
    ("thrice as wide", [3]),
    ("doppelt so breit", [2]),
    ("dreimal so viele", [3]),
    ("die Hälfte", [Fraction(1, 2)]),
    ("두 배입니다", [2]),
    ("두 개입니다", []),
]


@pytest.mark.parametrize(("text", "values"), RATIOS)
def test_ratios_are_read_in_every_language(text: str, values: list[object]) -> None:
    assert [each.value for each in read_ratio_words(text)] == values
    assert {each.value for each in read_number_words(text)} >= set(values)


def test_a_language_without_a_table_is_a_finding(site: Site) -> None:
    site.replace("evidoc.toml", "en = {", "fi = {")
    site.replace("evidoc.toml", 'source_language = "en"', 'source_language = "fi"')
    found = site.evidoc("check").output
    assert "evidoc.toml:1: there is no table of words for fi: a number that is written" in found
