"""Examples whose code opens folded."""

from __future__ import annotations

from xml.etree import ElementTree as etree

import pytest
from markdown import Markdown

from evidoc.core.findings import EvidocError
from evidoc.core.words import words
from evidoc.markdown.example_html import add_output
from evidoc.markdown.folds import unnest
from evidoc.markdown.rendering import Rendering, current
from evidoc.pages.scan import scan
from small_site import Site


def render(site: Site, text: str, language: str = "en") -> etree.Element:
    token = current.set(Rendering(site.project(), language, "index.md", scan(text)))
    try:
        html = Markdown(extensions=["attr_list", "evidoc"]).convert(text)
    finally:
        current.reset(token)
    return etree.fromstring(f"<main>{html}</main>")


def example(option: str = "") -> str:
    return f"/// example | conv/span\n{option and f'    {option}'}\n///\n\n"


@pytest.mark.parametrize(
    ("option", "by_default", "folded"),
    [
        ("", False, False),
        ("fold: true", False, True),
        ("fold: 'true'", False, True),
        # It draws nothing, so the default for figures leaves it open.
        ("", True, False),
    ],
)
def test_the_code_of_an_example_folds(
    site: Site, option: str, by_default: bool, folded: bool
) -> None:
    if by_default:
        site.replace("evidoc.toml", "[languages]", "fold_figures = true\n[languages]")
    box = render(site, example(option)).find("div[@class='evidoc-example']")
    assert box is not None
    parts = [each.get("class") or each[0].get("class") for each in box]
    shown = ["evidoc-output", "evidoc-code"] if folded else ["highlight", "evidoc-output"]
    assert parts == [*shown, "evidoc-foot"]
    if folded:
        details = box[1]
        assert details[0].tag == "summary"
        assert "reach = span(kernel_size, dilation)" in "".join(details.itertext())
        assert "open" not in details.attrib


def test_a_page_with_several_folds_has_a_button_for_all(site: Site) -> None:
    one = "# A {#a}\n\n" + example("fold: true")
    assert list(render(site, one).iter("button")) == []
    (button,) = render(site, one + example("fold: true"), "ko").iter("button")
    assert button.text == "모든 코드 보기"
    assert "hidden" in button.attrib


@pytest.mark.parametrize("option", ["fold: maybe", "fold: 3"])
def test_fold_is_true_or_false(option: str) -> None:
    (problem,) = scan("# A {#a}\n\n" + example(option)).problems
    assert "fold" in problem.message


def test_the_setting_is_true_or_false(site: Site) -> None:
    site.replace("evidoc.toml", "[languages]", 'fold_figures = "all"\n[languages]')
    with pytest.raises(EvidocError, match="fold_figures is true or false"):
        site.project()


def test_the_rest_of_a_program_is_below_its_first_part(site: Site) -> None:
    root = render(site, "# A {#a}\n\n" + 2 * example("part: print"))
    (whole,) = (each for each in root.iter("details") if each.get("class") == "evidoc-whole")
    assert "reach = span(kernel_size, dilation)" in "".join(whole.itertext())
    root = render(site, "# A {#a}\n\n" + example("part: print") + example())
    assert not list(root.iter("details"))


@pytest.mark.parametrize(("lines", "scrolls"), [(30, False), (31, True)])
def test_a_long_output_scrolls(lines: int, scrolls: bool) -> None:
    box = etree.Element("div")
    add_output(box, lines * "17\n", words("en"))
    (pre,) = box.iter("pre")
    assert pre.attrib.get("tabindex") == ("0" if scrolls else None)
    assert pre.attrib.get("aria-label") == ("Output" if scrolls else None)


def test_what_is_shown_without_scripts_alone_is_not_ended_by_a_fold_in_it() -> None:
    root = etree.fromstring(
        "<div><noscript><details><noscript><p>data</p></noscript></details></noscript></div>"
    )
    unnest(root)
    assert [each.tag for each in root.iter()] == ["div", "noscript", "details", "div", "p"]
