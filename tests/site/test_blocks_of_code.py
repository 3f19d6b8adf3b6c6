"""Blocks of code on a page: their buttons, and how they stand on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from built_site import LANGUAGES, Served, pages
from page_measures import SCREENS

MAIN = "convolution/dilated-convolution/"
SHORT = "convolution/conv2d/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_never_covers_text_and_hardly_any_block_scrolls(
    measured: Callable[[str, str], dict[str, Any]], language: str
) -> None:
    scrolls: list[bool] = []
    for path in pages():
        for screen in SCREENS:
            assert measured(language, path)[screen]["covered"] == [], f"{path} on a {screen}"
        scrolls += measured(language, path)["phone"]["scrolls"]
    assert len(scrolls) > 100
    share = f"{sum(scrolls)} of {len(scrolls)} blocks scroll sideways on a phone"
    assert sum(scrolls) <= len(scrolls) / 10, share


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_that_was_folded_is_copied_too(
    context: BrowserContext, page: Page, site: Served, language: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site.url(language, MAIN))
    fold = page.locator("details.evidoc-code:visible").first
    fold.locator("summary").first.click()
    code = fold.locator("pre > code").first
    code.hover()
    fold.locator(".md-code__button").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == (code.text_content() or "").strip()
    expect(fold.get_by_role("button")).not_to_have_accessible_name("")


@pytest.mark.parametrize("path", pages())
def test_every_figure_has_its_size_before_it_is_loaded(site: Served, path: str) -> None:
    for language in LANGUAGES:
        html = site.file(language, path).read_text("utf-8")
        figures = html.split('<figure class="evidoc-figure">')[1:]
        for figure in figures:
            image = figure[figure.index("<img") : figure.index(">", figure.index("<img"))]
            assert ' width="' in image
            assert ' height="' in image


@pytest.mark.parametrize(("language", "other"), [("ko", "en"), ("en", "ko")])
def test_the_other_language_shows_the_same_place(
    page: Page, site: Served, language: str, other: str
) -> None:
    switch = page.locator(f"a.site-language[hreflang={other}]")
    page.goto(f"{site.url(language, SHORT)}#padding")
    switch.click()
    expect(page).to_have_url(f"{site.url(other, SHORT)}#padding")
    expect(page.locator("#padding")).to_be_in_viewport()
    page.goto(f"{site.url(language, SHORT)}#padding")
    page.wait_for_load_state("networkidle")
    summary = page.locator("#summary")
    summary.evaluate("heading => heading.scrollIntoView()")
    for _ in range(20):  # until nothing above it grows any more
        page.wait_for_timeout(200)
        if 0 < summary.evaluate("heading => heading.getBoundingClientRect().top") < 200:
            break
        summary.evaluate("heading => heading.scrollIntoView()")
    switch.click()
    expect(page).to_have_url(f"{site.url(other, SHORT)}#summary")
    page.goto(site.url(language, SHORT))
    switch.click()
    expect(page).to_have_url(site.url(other, SHORT))
