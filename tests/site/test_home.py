"""The home page shows in one screen what the course is about."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from built_site import LANGUAGES, Served

SEEN = (".home ul li:last-child", ".home .evidoc-figure img")
STILL = (".explorer-still img", ".explorer-still .explorer-here")
EXPLORER = (".explorer canvas", ".explorer input")
COMES = 20_000  # milliseconds: its modules are loaded first, on a machine that may be busy


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_screen_shows_a_stack_a_figure_and_what_is_learnt(
    page: Page, site: Served, complaints: list[str], language: str
) -> None:
    def look(*places: str) -> None:
        for place in places:
            expect(page.locator(place).first).to_be_in_viewport(ratio=0.9)
        expect(page.locator("#try-it")).not_to_be_in_viewport()

    page.goto(site.url(language))
    look(*STILL, *SEEN)
    page.locator(".explorer-still img").hover()
    expect(page.locator(".explorer canvas").first).to_be_visible(timeout=COMES)
    look(*EXPLORER, *SEEN)
    assert complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["press", "Enter"])
def test_the_explorer_at_home_comes_where_its_figure_stands(
    page: Page, site: Served, language: str, key: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site.url(language))
    link = page.locator("a.explorer-here")
    if key == "press":
        link.dispatch_event("click")
    else:
        link.focus()
        page.keyboard.press(key)
    expect(page.locator(".explorer canvas").first).to_be_visible(timeout=COMES)
    expect(page.locator(".explorer-still")).to_have_count(0)
    assert page.url == site.url(language)
    if key == "Enter":  # who uses keys is where the link was
        expect(page.get_by_role("gridcell").first).to_be_focused()
    link.click()
    expect(page.locator(".explorer-layers-table")).to_be_visible(timeout=COMES)
    assert "/explorer/?d=1,2,4,8" in page.url
