"""The mutation tool itself: what it changes, and that it reports what no check finds."""

from __future__ import annotations

import pytest

from mutants.mutant import Mutant, sample
from mutants.numbers import variants
from mutants.pages import judge_page, page_mutants
from mutants.programs import changed_programs
from mutants.records import judge_records
from mutants.translations import judge_translations
from small_site import Site

EN = "docs/en/index.md"

VARIANTS = [
    ("9", ["10", "8", "90"]),
    ("17", ["18", "16", "71", "170", "1.7"]),
    ("99", ["100", "98", "990", "9.9"]),
    (".95", [".96", ".94", ".59", "9.5", ".095"]),
    ("3.1 %", ["3.2 %", "3.0 %", "1.3 %", "31 %", ".31 %"]),
    ("1,024", ["1,025", "1,023", "0,124", "1,204", "1,042", "10240", "102.4", "1.024"]),
    ("3²", ["4²", "2²", "30²", "3³"]),
    ("−1", ["−2", "−0", "−10"]),
    ("두", ["세"]),
    ("twice", ["half"]),
]


@pytest.mark.parametrize(("text", "expected"), VARIANTS)
def test_numbers_are_changed_in_every_way(text: str, expected: list[str]) -> None:
    assert variants(text) == expected


def test_every_changed_number_of_a_page_is_found(site: Site) -> None:
    project = site.project()
    mutants = list(page_mutants(project))
    assert {mutant.before for mutant in mutants} >= {"17", "3.1 %", "9", "1", "3", "2", "5", "×"}
    assert all(judge_page(project, mutant).is_found for mutant in mutants)


def test_changed_literals_and_their_counts_are_found(site: Site) -> None:
    for page, word in ((EN, "stride"), ("docs/ko/index.md", "보폭")):
        site.replace(page, "topic: conv", f'topic: conv\ngiven: {{"{word} 1": 2}}')
        site.replace(page, "/// example | quiet", f"{word} 1, {word} 1\n\n/// example | quiet")
    project = site.project()
    assert site.evidoc("check").exit_code == 0
    mutants = [each for each in page_mutants(project) if each.line in (3, 12)]
    assert len(mutants) > 10
    assert all(judge_page(project, mutant).is_found for mutant in mutants)


def test_what_a_tolerance_allows_is_told_apart(site: Site) -> None:
    for page in (EN, "docs/ko/index.md"):
        site.replace(page, "[3.1 %]{= share }", "[3.1 %]{= share ± .01 }")
    project = site.project()
    judged = [judge_page(project, each) for each in page_mutants(project) if "3.1" in each.before]
    assert {each.mutant.after: each.allowed for each in judged if not each.is_found} == {
        "3.2 %": "within the tolerance that the claim states",
        "3.0 %": "within the tolerance that the claim states",
    }


def test_what_no_check_finds_survives(site: Site) -> None:
    mutant = Mutant(EN, 22, "the top", "the bottom", site.read(EN).index("the top"))
    verdict = judge_page(site.project(), mutant)
    assert not verdict.is_found
    assert not verdict.allowed


def test_changed_records_are_found_by_a_run(site: Site) -> None:
    judged = list(judge_records(site.project(), ["conv/span"], None, 0))
    assert len(judged) > 20
    assert all(each.is_found for each in judged)


def test_changed_placeholders_are_refused(site: Site) -> None:
    judged = list(judge_translations(site.project()))
    assert len(judged) == 5
    assert all(each.is_found for each in judged)


def test_operators_and_constants_are_changed_one_at_a_time() -> None:
    source = "def f(x):\n    return x + 1 if x < 2 else not x\nzip(y, strict=True)\n"
    changed = [(each.line, each.before, each.after) for each in changed_programs(source)]
    assert changed == [
        (2, "x < 2", "x <= 2"),
        (2, "x + 1", "x - 1"),
        (2, "not x", "+x"),
        (2, "2", "3"),
        (2, "1", "2"),
    ]


def test_a_sample_is_the_same_for_a_seed() -> None:
    mutants = [Mutant("a", line, "1", "2") for line in range(100)]
    assert sample(mutants, 10, 3) == sample(mutants, 10, 3) != sample(mutants, 10, 4)
    assert sample(mutants, None, 0) == mutants
