"""Pages unlike those of a course: where their numbers stand, and what is found and mended there."""

from __future__ import annotations

import re

import pytest

from small_site import Site

CLAIM = "[17×17]{= conv/span: reach, reach }"
# A page with a claim for {}, a number that is bound to nothing, and the line of that number.
PAGES: dict[str, tuple[str, int]] = {
    "no heading": ("Spans {}.\n\nOr 42.\n", 3),
    "a post with a date in its front matter": (
        "---\ndate: since 42\ntags: [a, b]\n---\n\n*By hand.* Spans {}.\n",
        2,
    ),
    "tables alone": (
        "| a | b |\n|---|---|\n| {} | x |\n| y | z |\n\n|   | c |\n|---|---|\n| d | 42 |\n",
        8,
    ),
    "a table without outer pipes": ("a | b\n--|--\n{} | 42\n", 3),
    "HTML": (
        '<div class="hero">\n<p>42</p>\n</div>\n\n<p markdown="1">Spans {}.</p>\n\n<hr>\n',
        2,
    ),
    "HTML with Markdown": (
        '<section markdown="1">\n\n- Spans {}\n\n<b>42</b> of it\n\n</section>\n',
        5,
    ),
    "HTML in a sentence": ("It <b>spans</b> {}, <kbd>F4</kbd> and <sub>42</sub>.\n", 1),
    "underlined headings": ("Spans {} {{#a}}\n======\n\nAll 42 {{#b}}\n------\n", 4),
    "closed headings": ("# Spans {} {{#a}}\n\n## All 42 {{#b}}\n", 3),
    "headings that skip a level": ("### Spans {} {{#a}}\n\n# All 42 {{#b}}\n", 3),
    "tabs": ('=== "Spans"\n\n    {}\n\n=== "All 42"\n\n    of it\n', 5),
    "tabs in tabs": ('=== "A"\n\n    === "B"\n\n        {}\n\n    === "C"\n\n        42\n', 9),
    "an admonition in a list": ("- a\n\n    !!! note\n\n        Spans {}.\n\n        Or 42.\n", 7),
    "an admonition in a numbered list": (
        '1. a\n\n    ??? tip "All 42"\n\n        Spans {}.\n\n1. b\n',
        3,
    ),
    "a list in a quote": ("> - spans {}\n>     - or\n>       42\n", 3),
    "a definition list": ("Span\n:   {}\n\nAll\n:   42\n", 5),
    "a footnote": ("It spans[^a] a lot.\n\n[^a]: That is {}.\n\n    Or 42.\n", 5),
    "a hard break": ("Spans {}  \nor\\\n42.\n", 3),
    "entities": ("Spans&nbsp;{} &mdash; or&nbsp;42&hellip;\n", 1),
    "Windows line ends": ("Spans {}.\r\n\r\nOr 42.\r\n", 3),
    "a byte order mark": ("\ufeffSpans {}.\n\nOr 42.\n", 3),
}
EXTENSIONS = (
    "{admonition: {}, def_list: {}, footnotes: {}, md_in_html: {}, pymdownx.details: {}, "
    "pymdownx.tabbed: {alternate_style: true}, "
)


def write(site: Site, text: str) -> None:
    for code in ("ko", "en"):
        site.path(f"docs/{code}/other.md").write_bytes(text.encode())


def findings(site: Site) -> list[str]:
    """What a check finds on the English page."""
    page = "docs/en/other.md:"
    output = site.evidoc("check").output.splitlines()
    return [line.removeprefix(page) for line in output if line.startswith(page)]


@pytest.mark.parametrize("name", PAGES)
def test_numbers_are_found_and_mended_on_any_page(site: Site, name: str) -> None:
    text, line = PAGES[name]
    site.replace("mkdocs.yml", "  {attr_list", f"  {EXTENSIONS}attr_list")
    true, wrong = (text.format(claim) for claim in (CLAIM, CLAIM.replace("17×17", "17×18")))
    write(site, true)
    (found,) = findings(site)
    assert re.match(rf"{line}:(\d+:)? bound to nothing: 42", found)
    write(site, wrong)
    at = wrong.encode()[: wrong.encode().index("17×18".encode())].count(b"\n") + 1
    assert any(re.match(rf"{at}:(\d+:)? shows 18", each) for each in findings(site))
    site.evidoc("update")
    assert site.path("docs/en/other.md").read_bytes() == true.encode()
