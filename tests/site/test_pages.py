"""Every page, in every language, on wide and narrow screens, in light and dark."""

from __future__ import annotations

import html
import re

import pytest
from playwright.sync_api import Page, expect

from built_site import (
    AXE,
    LANGUAGES,
    POLICY,
    Served,
    pages,
    pages_beside_the_navigation,
)

LAYOUT = ("overflow()", "math()")
# What is asked of a page, one after the other, in a width and a scheme: what the system wants, what
# the theme does. Colours do not depend on the width, nor what else is asked for on the colours.
ASKED = (
    (1280, "light", "default", (*LAYOUT, "accessible()")),
    (390, "light", "default", (*LAYOUT, "accessible({colours: true})")),
    (390, "dark", "slate", ("contrast()",)),
)


# Follows a link as a press does, but for leaving the page: where would it lead?
PRESSED = """
(link) => {
  addEventListener("click", (event) => event.preventDefault(), { once: true });
  link.click();
  return link.href;
}
"""


@pytest.mark.parametrize("path", [*pages(), *pages_beside_the_navigation()])
def test_a_page_is_right(again: tuple[Page, list[str]], site: Served, path: str) -> None:
    """In the language that it opens in, and in those that its switch leads to."""
    page, complaints = again
    first, *others = LANGUAGES
    answer = page.goto(site.url(first, path))
    assert answer
    assert answer.status == 200
    check(page, complaints, first)
    for language in others:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 900})
        page.locator(f"a.site-language[hreflang={language}]").click()
        expect(page).to_have_url(site.url(language, path))
        check(page, complaints, language)
        back = page.locator(f"a.site-language[hreflang={first}]")
        assert back.evaluate(PRESSED) == site.url(first, path)
    assert not complaints, "\n".join(complaints)


def check(page: Page, complaints: list[str], language: str) -> None:
    """Look at an open page, which is wide and light, in all widths and schemes."""
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.wait_for_load_state()
    complaints += page.evaluate("checks.images()")
    complaints += page.evaluate("checks.fonts()")
    page.evaluate("checks.thinOut()")
    page.evaluate(AXE)
    for width, scheme, colours, asked in ASKED:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", colours)
        for each in asked:
            found = page.evaluate(f"checks.{each}")
            complaints += [f"{language}, {width} px, {scheme}: {text}" for text in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scheme_that_a_reader_chose_is_there_from_the_start(
    page: Page, site: Served, complaints: list[str], language: str
) -> None:
    page.goto(site.url(language))
    for scheme in ("default", "slate"):
        page.locator("label[for^=__palette]:visible").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    # The script that changes the colours would only come at the page's end.
    page.route("**/theme.js", lambda route: route.fulfill(body=""))
    page.goto(site.url(language, "convolution/"))
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert not [text for text in complaints if "Content Security Policy" in text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_names_the_policy_that_all_tests_demand(site: Served, language: str) -> None:
    shown = site.file(language, "manual/publishing/").read_text("utf-8")
    assert html.unescape(re.sub("<[^>]*>", "", shown)).count(POLICY) == 5
