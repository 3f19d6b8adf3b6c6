"""The public face: what other programs may use of the engine."""

from __future__ import annotations

import subprocess
import sys

import pytest

import evidoc
from small_site import Site

LINE = "It spans [{}]{{= demo/kernel: span, span }} cells."
VALUES: dict[str, object] = {"span": 17}

# The text of a claim, what is wrong with it, and what it is mended to.
TEXTS: list[tuple[str, str | None, str]] = [
    ("17×17", None, "17×17"),
    ("18×17", "page.md:1:11: shows 18, computed 17 (demo/kernel: span, span)", "17×17"),
    ("17", "page.md:1:11: shows 1 number (17), but demo/kernel: span, span has 2 values", ""),
]


@pytest.mark.parametrize(("text", "wrong", "mended"), TEXTS)
def test_a_text_is_checked_and_updated(text: str, wrong: str | None, mended: str) -> None:
    findings = evidoc.check_text(LINE.format(text), VALUES)
    assert [str(each)[: len(wrong or "")] for each in findings] == ([wrong] if wrong else [])
    if mended:
        assert evidoc.update_text(LINE.format(text), VALUES) == LINE.format(mended)
    else:
        with pytest.raises(evidoc.EvidocError, match="has 1 number, the expression 2"):
            evidoc.update_text(LINE.format(text), VALUES)


def test_a_value_that_is_not_given_is_named() -> None:
    with pytest.raises(evidoc.EvidocError, match=r"page\.md:1: no value for span"):
        evidoc.check_text(LINE.format(17), {})


def test_a_project_is_loaded_checked_and_run_again(site: Site) -> None:
    project = evidoc.load_project(site.root)
    assert evidoc.check_project(project) == []
    assert evidoc.rerun_example(project, "conv/span") == []
    site.replace("docs/en/index.md", "17×17", "17×18")
    (finding,) = evidoc.check_project(evidoc.load_project(site.root / "docs"))
    assert (finding.path, finding.mend) == ("docs/en/index.md", "evidoc update")
    assert evidoc.run_project(project).ran == []


def test_names_are_loaded_when_asked_for() -> None:
    code = "import evidoc, sys; print('evidoc.api' in sys.modules, sorted(evidoc.__all__)[0])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "EvidocError"]
    with pytest.raises(AttributeError, match="has no attribute 'other'"):
        _ = evidoc.other
