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

WIDTHS = (1280, 390)
SCHEMES = {"light": "default", "dark": "slate"}  # what the system wants, what the theme does


@pytest.mark.parametrize("path", [*pages(), *pages_beside_the_navigation()])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_right(
    page: Page, site: Served, complaints: list[str], language: str, path: str
) -> None:
    answer = page.goto(site.url(language, path))
    assert answer
    assert answer.status == 200
    assert page.locator("html").get_attribute("lang") == language
    complaints += page.evaluate("checks.images()")
    complaints += page.evaluate("checks.fonts()")
    page.evaluate("checks.thinOut()")
    page.evaluate(AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for check in ("overflow", "math", "accessible"):
            found = page.evaluate(f"checks.{check}()")
            complaints += [f"{width} px: {text}" for text in found]
    for scheme, colours in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", colours)
        found = page.evaluate("checks.contrast()")
        complaints += [f"{scheme}: {text}" for text in found]
    others = [other for other in LANGUAGES if other != language]
    for other in others:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.locator(f"a.site-language[hreflang={other}]").click()
        expect(page).to_have_url(site.url(other, path))
        expect(page.locator("html")).to_have_attribute("lang", other)
    assert not complaints, "\n".join(complaints)


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
