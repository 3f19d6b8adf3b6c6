"""The home page shows in one screen what the course is about."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from built_site import LANGUAGES, Served

SEEN = (".explorer canvas", ".explorer input", ".home ul li:last-child", ".home .evidoc-figure img")


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_screen_shows_a_stack_a_figure_and_what_is_learnt(
    page: Page, site: Served, language: str
) -> None:
    page.goto(site.url(language))
    expect(page.locator(".explorer canvas").first).to_be_visible()
    for place in SEEN:
        expect(page.locator(place).first).to_be_in_viewport(ratio=0.9)
    expect(page.locator("#try-it")).not_to_be_in_viewport()
