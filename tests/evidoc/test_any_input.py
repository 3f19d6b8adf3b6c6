"""Any input, a message: what an author may write is read or refused, in time that grows with it."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidoc.core.findings import EvidocError
from evidoc.core.values import ClaimError
from evidoc.examples.program import Program
from evidoc.pages.claims import parse_binding
from evidoc.pages.numerals import NumeralError, read_numerals
from evidoc.pages.page import scan
from evidoc.project.config import load_config

MARKUP = "/// example | a@///@\n@    @[9]@{= x }@{=@]@(@---\n@±@1/0@$$@`@# A@{#a}@|@topic: a@"
VALUES = "2026-02-30@<!--@&@\x00@1,000@e9"
PIECES = st.lists(st.sampled_from((MARKUP + VALUES).split("@")), max_size=30).map("".join)
SETTINGS = st.dictionaries(
    st.sampled_from(["snippets", "evidence", "languages", "names", "font", "method", "glossary"]),
    st.sampled_from(
        ["1", "''", "'..'", "'/x'", "[]", "{}", "{en = 1}", "{en = {docs = 3}}", "true"]
    ),
)


@settings(deadline=None)
@given(PIECES | st.text())
def test_a_page_is_scanned(text: str) -> None:
    scan(text)


@settings(deadline=None)
@given(PIECES | st.text())
def test_a_binding_is_read_or_refused(text: str) -> None:
    with suppress(ClaimError):
        parse_binding(text)


@settings(deadline=None)
@given(st.text("0123456789.,e-−×⁰¹²/%한배x{} ") | st.text())
def test_numerals_are_read_or_refused(text: str) -> None:
    with suppress(NumeralError):
        read_numerals(text)


@settings(deadline=None)
@given(st.text() | st.sampled_from(["# evidoc:", "# evidoc: seconds=1e9", "# region", "#>"]))
def test_a_program_is_read_or_refused(text: str) -> None:
    with suppress(EvidocError):
        _ = Program(text).settings, Program(text).results, Program(text).shown


@settings(deadline=None)
@given(keys=SETTINGS)
def test_settings_are_read_or_refused(
    keys: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root: Path = tmp_path_factory.mktemp("settings")
    lines = [f"{key} = {value}" for key, value in keys.items()]
    root.joinpath("evidoc.toml").write_text("\n".join(lines), "utf-8")
    with suppress(EvidocError):
        load_config(root)


REFUSED = {
    "not finite": "x > 1e999",
    "no number": "x ± 1/0",
    "huge": "x ± 1e99999999",
    "many terms": "x" + " + x" * 20_000,
    "deep": "(" * 300 + "x" + ")" * 300,
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_binding_is_refused_by_name(name: str) -> None:
    with pytest.raises(ClaimError):
        parse_binding(REFUSED[name])


def test_a_date_that_does_not_exist_is_a_problem() -> None:
    page = scan("---\ndate: 2026-02-30\n---\n# A {#a}\n")
    assert [problem.line for problem in page.problems] == [1]
    assert "not valid YAML" in page.problems[0].message


def test_a_merge_conflict_is_a_problem() -> None:
    page = scan("# A {#a}\n\n<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> other\n")
    found = [p.line for p in page.problems if "merge conflict" in p.message]
    assert found == [3, 7]


LONG = {
    "groups": "1" + ",111" * 5_000 + "1",
    "dots": "1" + ".1" * 10_000 + ".",
    "digits": "1" * 5_000,
    "brackets": "[" * 10_000,
    "one line": "word " * 100_000,
    "claims": "[9]{= x }" * 2_000,
    "closings": "]{= x }" * 2_000,
    "code in a heading": "# A `" + "x" * 480 + "` b",
    "spaces in a heading": "# A" + " " * 20_000 + "b",
    "braces in a heading": "# A " + "{: " * 5_000,
}


@pytest.mark.parametrize("name", LONG)
def test_time_grows_with_the_text(name: str) -> None:
    begin = time.process_time()
    scan(LONG[name])
    with suppress(NumeralError):
        read_numerals(LONG[name])
    assert time.process_time() - begin < 5
