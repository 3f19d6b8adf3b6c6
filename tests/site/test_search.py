"""Readers find pages by Korean and English words, however they space them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from built_site import Served

FIELD = "convolution/receptive-field/"
DILATED = "convolution/dilated-convolution/"
# Language of the site, what is typed, and a page that has to be among what is found.
QUERIES = [
    ("ko", "수용영역", FIELD),
    ("ko", "수용 영역", FIELD),
    ("ko", "receptive field", FIELD),
    ("ko", "커널", DILATED),
    ("ko", "HDC", DILATED),
    ("ko", "atrous", DILATED),
    ("en", "receptive field", FIELD),
    ("en", "수용영역", FIELD),
    ("en", "격자 현상", DILATED),
    ("en", "gridding", DILATED),
]


@pytest.mark.parametrize(("language", "query", "found"), QUERIES)
def test_search_finds(page: Page, site: Served, language: str, query: str, found: str) -> None:
    page.goto(site.url(language))
    box = page.locator("input.md-search__input")
    box.click()
    box.fill(query)
    box.press("End")  # the script listens to keys: filling alone starts no search
    results = page.locator(".md-search-result__link")
    expect(results.first).to_be_visible(timeout=15_000)
    addresses = results.evaluate_all("links => links.map((link) => link.href.split(/[?#]/)[0])")
    assert site.url(language, found) in addresses
