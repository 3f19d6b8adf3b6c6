"""How long pages are as they open, with everything folded: a reader has to find things on them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from built_site import LANGUAGES, Served, pages

# What reads it: width and height of its screen, and how many screens are too many.
SCREENS = {"desktop": (1280, 900, 20), "phone": (390, 844, 25)}
EXPLORER_IS_THERE = "() => !document.querySelector('.explorer-link > .explorer-here')"


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_too_long(page: Page, site: Served, language: str, screen: str) -> None:
    width, height, most = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    measured = {}
    for path in pages():
        page.goto(site.url(language, path))
        page.wait_for_function(EXPLORER_IS_THERE)
        screens = page.evaluate("document.documentElement.scrollHeight") / height
        measured[path] = round(screens, 1)
    print(measured)
    assert {path: screens for path, screens in measured.items() if screens > most} == {}
