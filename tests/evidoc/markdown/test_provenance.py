"""What the page says about where its numbers come from."""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

import pytest
from markdown import Markdown

from evidoc.markdown.rendering import Rendering, current
from small_site import Site

EN = "docs/en/index.md"
EXTENSIONS = ["attr_list", "tables", "toc", "md_in_html", "pymdownx.details", "evidoc"]


def render(site: Site, language: str = "en") -> etree.Element:
    """Return the page as an element; what it says must be whole and true."""
    project = site.project()
    page = project.pages[language]["index.md"]
    token = current.set(Rendering(project, language, "index.md", page))
    try:
        html = Markdown(extensions=EXTENSIONS).convert(page.body)
    finally:
        current.reset(token)
    assert "evidoc-wrong" not in html
    html = html.replace("&para;", "")
    return etree.fromstring(f"<main>{html}</main>")


def notes(root: etree.Element) -> dict[str, str]:
    """Return each note by what its link is called, its text on one line."""
    texts = {
        f"#{note.get('id')}": " ".join("".join(note.itertext()).split())
        for note in root.iter("li")
        if note.get("id", "").startswith("evidoc-note-")
    }
    return {
        link.get("aria-label") or link.text or "": texts[link.get("href", "")]
        for link in root.iter("a")
        if link.get("class") == "evidoc-how"
    }


def test_a_note_says_expression_value_and_line(site: Site) -> None:
    assert notes(render(site)) == {
        "How 17×17 was computed": "reach, reach = 17, 17 span.py, line 8 "
        "reach = span(kernel_size, dilation)",
        "How 3.1 % was computed": "share = 9/289 span.py, line 9 "
        "share = Fraction(kernel_size**2, reach**2)",
        "Computed by span.py": "rows = 1, 3, 2, 5 span.py, line 10 "
        "rows = [[d, span(kernel_size, d)] for d in (1, 2)]",
    }


def test_a_note_speaks_the_language_of_its_page(site: Site) -> None:
    found = notes(render(site, "ko"))
    assert found["17×17 계산 근거"].startswith("reach, reach = 17, 17 span.py 8행 ")
    assert "계산: span.py" in found


def test_a_note_leads_to_the_line_where_the_page_shows_it(site: Site) -> None:
    html = etree.tostring(render(site), "unicode")
    assert 'href="#conv-span-8"' in html
    assert re.search(r'id="conv-span-8">(?:<[^>]*>)*reach', html)


# How the example is shown, and where the note of 17×17 leads.
SHOWN = {
    "part: print": None,
    "show: output": None,
    "show: code output": "#conv-span-8",
}


@pytest.mark.parametrize("option", SHOWN)
def test_a_note_leads_nowhere_where_the_line_is_not_shown(site: Site, option: str) -> None:
    site.replace(EN, "/// example | span\n", f"/// example | span\n    {option}\n")
    found = [link.get("href") for link in render(site).iter("a")]
    links = [href for href in found if href and re.fullmatch(r"#conv-span-\d+", href)]
    assert links[:1] == ([SHOWN[option]] if SHOWN[option] else [])


def test_a_note_finds_its_line_in_a_part(site: Site) -> None:
    site.replace("snippets/conv/span.py", "# How far", "# region reach\n# How far")
    site.replace("snippets/conv/span.py", "share =", "# endregion\nshare =")
    assert site.evidoc("run").exit_code == 0
    site.replace(EN, "/// example | span\n", "/// example | span\n    part: reach\n")
    html = etree.tostring(render(site), "unicode")
    assert 'href="#conv-span-3"' in html
    assert re.search(r'id="conv-span-3">(?:<[^>]*>)*reach', html)


# A text with a claim that must stay without a link.
QUIET = {
    "heading": "## Reach [17]{= span: reach } {#reach}",
    "link": "[see [17]{= span: reach }](#span)",
    "literal of the program": "It has [9]{= quiet: taps } taps.",
    "noted above in its section": "[17]{= span: reach } and [17]{= span: reach }",
    "of the same line in its paragraph": "[17]{= span: reach } and [17×17]{= span: reach, reach }",
    "summary": '??? note "Reach [17]{= span: reach }"\n    text',
}


@pytest.mark.parametrize("name", QUIET)
def test_where_a_link_cannot_stand_a_number_has_none(site: Site, name: str) -> None:
    site.write(EN, f"{site.read(EN)}\n{QUIET[name]}\n")
    root = render(site)
    values = [data for data in root.iter("data") if data.text in ("9", "17", "17×17")]
    assert len(values) > 1
    assert not list(values[-1])


def test_a_comparison_says_itself_what_it_is(site: Site) -> None:
    site.replace(EN, "See [the top]", "Above [16]{= span: reach > 16 }. See [the top]")
    assert site.evidoc("run").exit_code == 0
    assert notes(render(site))["How 16 was computed"].startswith("reach > 16 span.py, line 8")


def test_claims_that_say_the_same_share_a_note(site: Site) -> None:
    again = "## Again {#again}\n\n[17×17]{= span: reach, reach }. See [the top]"
    site.replace(EN, "See [the top]", again)
    root = render(site)
    targets = [data[0].get("href") for data in root.iter("data") if data.text == "17×17"]
    assert len(targets) == 2
    assert len(set(targets)) == 1


def test_the_page_ends_with_its_evidence(site: Site) -> None:
    section = next(each for each in render(site).iter("section"))
    text = " ".join("".join(section.itertext()).split())
    assert re.match(
        r"Evidence: The numbers bound on this page \(8\) were computed by 2 examples\. "
        r"reach, reach = 17, 17 .* "
        r"Programs: quiet \(source digest \w{8}\), span \(source digest \w{8}\) "
        r"Ran with Python ",
        text,
    )
    assert [each.tag for each in section] == ["details"]  # folded into one line
    assert [each.tag for each in section[0]] == ["summary", "noscript"]
    links = [link.get("href") for link in section.iter("a")]
    assert links[-2:] == ["#conv-quiet-example", "#conv-span-example"]


def test_a_total_says_that_it_was_counted(site: Site) -> None:
    site.replace(EN, "See [the top]", "Of [2]{= evidoc/totals: examples }. See [the top]")
    root = render(site)
    assert notes(root)["How 2 was computed"] == (
        "examples = 2 Counted by the engine when this page was built."
    )
    section = next(each for each in root.iter("section"))
    assert "The numbers bound on this page (8) were computed by 2 examples." in "".join(
        section.itertext()
    )


def test_the_evidence_leads_to_the_page_about_the_method(site: Site) -> None:
    site.replace("evidoc.toml", "[languages]", 'method = "method.md"\n\n[languages]')
    for language in ("ko", "en"):
        site.write(f"docs/{language}/method.md", "# Method {#method}\n")
    section = next(each for each in render(site).iter("section"))
    assert section.find(".//a[@href='method.md']") is not None


def test_a_page_about_the_method_that_is_not_there_is_found(site: Site) -> None:
    site.replace("evidoc.toml", "[languages]", 'method = "method.md"\n\n[languages]')
    result = site.evidoc("check")
    assert "evidoc.toml:1: there is no docs/ko/method.md" in result.output
    assert result.exit_code == 1


def test_a_page_without_claims_has_no_evidence(site: Site) -> None:
    site.write(EN, "# Nothing {#nothing}\n\nText.\n")
    assert not list(render(site).iter("section"))


def test_only_lines_that_a_note_leads_to_have_an_id(site: Site) -> None:
    root = render(site)
    ids = {each.get("id") for each in root.iter("span") if each.get("id")}
    links = {(each.get("href") or "").removeprefix("#") for each in root.iter("a")}
    assert {"conv-span-8", "conv-span-9", "conv-span-10"} == ids
    assert ids <= links
