"""What ``[3×3]{given}`` declares, how it reads, and that it is no result."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from markdown import Markdown

from evidoc.cli import main
from evidoc.markdown.rendering import Rendering, current
from evidoc.pages.scan import scan
from small_site import Site

EXTENSIONS = ["attr_list", "tables", "toc", "md_in_html", "evidoc"]

# Markdown, and what a reader sees of it.
RENDERED = [
    ("A [3×3]{given} kernel", "A 3×3 kernel"),
    ("**[rate 2]{given}**", "rate 2"),
    ("[**rate** 2]{given}", "rate 2"),
    ("[a [3×3]{given} kernel](index.md)", "a 3×3 kernel"),
    ("| [d 1]{given} |\n|---|\n| [2]{given} |\n", "d 1 2"),
    ("- [stride 1]{given}\n", "stride 1"),
    ("`[3]{given}`", "[3]{given}"),
]


@pytest.mark.parametrize(("text", "expected"), RENDERED)
def test_a_given_reads_as_plain_text(site: Site, text: str, expected: str) -> None:
    token = current.set(Rendering(site.project(), "en", "index.md", scan(text)))
    try:
        html = Markdown(extensions=EXTENSIONS).convert(text)
    finally:
        current.reset(token)
    section, _, _ = html.partition('<section class="evidoc-evidence"')
    words = "".join(part.partition(">")[2] for part in f">{section}".split("<"))
    assert " ".join(words.split()) == expected
    assert "data-evidoc" not in html


MALFORMED = [
    ("text {given}", "does not follow a text in brackets"),
    ("A [[9]{= t/x: taps } of 3]{given}", "stand in one another"),
    ("[a [3]{given} of 9]{= t/x: taps }", "stand in one another"),
    ("[a [3]{given} of 9]{given}", "holds another one"),
    ("[`k = 3`]{given}", "holds code"),
]


@pytest.mark.parametrize(("text", "message"), MALFORMED)
def test_a_malformed_given_is_a_finding(text: str, message: str) -> None:
    (problem,) = scan(text).problems
    assert message in problem.message


# What is added to the page, in each language, and what is said of the English one.
ADDED = [
    ("", "A [3×3]{given} kernel.", ""),
    ("", "A [17×17]{given} kernel.", "'17×17' is what line"),
    ("", "    A [3×3]{given} kernel.", "is not rendered as one"),
    ('given: {"17×17 kernel": 1}', "A 17×17 kernel.", "'17×17 kernel' is what line"),
    ("", "At [17]{given}.", ""),
    ("", "A [3×8]{given} grid, [3×8]{= span: kernel_size, dilation }.", ""),
    ('given_although: {"17×17": "the input"}', "A [17×17]{given} input.", ""),
    ('given_although: {"3×3": "a kernel"}', "A [3×3]{given} kernel.", "equals no result"),
    ("given_although: 3", "A [3×3]{given} kernel.", "is not a list of"),
]


@pytest.mark.parametrize(("meta", "text", "message"), ADDED)
def test_a_result_is_not_given(site: Site, meta: str, text: str, message: str) -> None:
    for language in ("en", "ko"):
        path = site.root / f"docs/{language}/index.md"
        page = path.read_text("utf-8").replace("topic: conv\n", f"topic: conv\n{meta}\n", 1)
        path.write_text(f"{page.rstrip()}\n\n{text}\n", "utf-8")
    if "{=" in text:
        CliRunner().invoke(main, ["run"])
    result = CliRunner().invoke(main, ["check"])
    assert message in result.output
    assert (result.exit_code == 0) == (not message), result.output


def test_a_given_is_listed_and_compared(site: Site) -> None:
    path = site.root / "docs/en/index.md"
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\nAt [rate 2]{{given}}.\n", "utf-8")
    listed = CliRunner().invoke(main, ["coverage"]).output.splitlines()
    assert any(line.endswith("given 1 × 'rate 2'") for line in listed)
    assert "given: 2 in en only" in CliRunner().invoke(main, ["check"]).output


def test_marks_agree_section_by_section(site: Site) -> None:
    for language in ("en", "ko"):
        path = site.root / f"docs/{language}/index.md"
        text = f"{path.read_text('utf-8').rstrip()}\n\n[rate 2]{{given}}, [3×3]{{given}}.\n"
        path.write_text(text, "utf-8")
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    site.replace("docs/en/index.md", "[3×3]{given}", "[2×3]{given}")
    output = CliRunner().invoke(main, ["check"]).output
    assert "[2, 3]{given} stands here and in ko not as often in section span" in output
