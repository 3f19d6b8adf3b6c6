"""The codes of findings: each is used, documented, and reported to people and programs."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

import evidoc
from evidoc.core.codes import CODES
from evidoc.core.findings import Finding, coded
from evidoc.core.formats import FORMATS
from manual_pages import chapters, sections
from small_site import Site

ENGINE = Path(evidoc.__file__).parent


def _used() -> set[str]:
    """Return the codes that the engine gives, and the one that a finding has by default."""
    texts = {
        node.value
        for path in ENGINE.rglob("*.py")
        if path.name != "codes.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return texts & CODES.keys()


def test_every_code_is_given() -> None:
    assert _used() == CODES.keys()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_manual_lists_every_code(language: str) -> None:
    table = sections(chapters(language)["codes"])["all"]
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", table, re.MULTILINE)
    assert [code for code, _ in rows] == sorted(CODES)
    assert dict(rows) == CODES or language == "ko"


def test_a_code_is_known() -> None:
    with pytest.raises(ValueError, match="no code"):
        Finding("a.md", 1, "wrong", code="strange")


def test_what_has_a_code_keeps_it() -> None:
    findings = [Finding("a.md", 1, "a"), Finding("a.md", 2, "b", code="lab")]
    assert [each.code for each in coded("glossary", findings)] == ["glossary", "lab"]


FOUND = Finding("docs/a, b.md", 3, "shows 3 %, computed\n4", "evidoc update", 7, "claim-wrong")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("text", "docs/a, b.md:3:7: shows 3 %, computed\n4 [evidoc update] (claim-wrong)"),
        (
            "github",
            "::error file=docs/a%2C b.md,line=3,title=evidoc claim-wrong,col=7::"
            "shows 3 %25, computed%0A4 [evidoc update]",
        ),
    ],
)
def test_a_finding_is_reported(form: str, said: str) -> None:
    assert FORMATS[form]([FOUND]) == said


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("text", "a.md:1: moves (example-block, a warning)"),
        ("github", "::warning file=a.md,line=1,title=evidoc example-block::moves"),
    ],
)
def test_a_warning_is_reported_as_one(form: str, said: str) -> None:
    warning = Finding("a.md", 1, "moves", code="example-block", is_warning=True)
    assert FORMATS[form]([warning]) == said


def test_equal_findings_on_a_line_are_all_reported_in_order(site: Site) -> None:
    site.replace("docs/en/index.md", "17×17", "18×18")
    site.replace("docs/en/index.md", "{= reach, reach }", "{= reach, reach }, [18]{= reach }, [18]")
    site.replace("docs/en/index.md", ", [18] pos", ", [18]{= reach } pos")
    said = site.evidoc("check", "--format", "json").output
    found = [row["column"] for row in json.loads(said) if row["code"] == "claim-wrong"]
    assert found == [11, 37, 53]


def test_programs_read_all_of_a_finding(site: Site) -> None:
    site.replace("docs/en/index.md", "17×17", "17×18")
    for _ in range(2):  # the second time from what is remembered
        result = site.evidoc("check", "--format", "json")
        (row,) = json.loads(result.output)
        assert result.exit_code == 1
        assert row == {
            "file": "docs/en/index.md",
            "line": 9,
            "column": 14,
            "code": "claim-wrong",
            "message": "shows 18, computed 17 (reach, reach)",
            "mend": "evidoc update",
            "severity": "error",
        }
    site.evidoc("update")
    assert json.loads(site.evidoc("check", "--format", "json").output) == []


def test_programs_read_what_ends_a_check(site: Site) -> None:
    site.replace("evidoc.toml", "install", "instal")
    result = site.evidoc("check", "--format", "json")
    (row,) = json.loads(result.output)
    assert (result.exit_code, row["file"], row["code"]) == (1, "evidoc.toml", "setting-wrong")
