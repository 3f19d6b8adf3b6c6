"""What a reader's system asks of a page: colours of its own, a dark page, paper."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from built_site import LANGUAGES, Served

MAIN = "convolution/conv2d/"
# Icons that the theme cuts out of a colour: on a code block, a fold, a box, in the navigation.
ICONS = (
    ".highlight > pre .md-code__button",
    ".evidoc-code > summary",
    ".admonition-title",
    "details:not([class*=evidoc]) > summary",
)


def ink(shown: Locator, width: int = 0) -> int:
    """Return how far the darkest and the brightest point of an element lie apart."""
    picture = Image.open(io.BytesIO(shown.screenshot())).convert("L")
    if width:
        picture = picture.crop((0, 0, width, picture.height))
    least, most = picture.getextrema()
    return int(most) - int(least)  # type: ignore[arg-type]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_icons_show_where_the_system_chooses_the_colours(
    page: Page, site: Served, scheme: str
) -> None:
    page.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(site.url("en", MAIN))
    for icon in ICONS:
        shown = page.locator(f"article {icon}").first
        shown.scroll_into_view_if_needed()
        is_button = icon.endswith("button")
        assert ink(shown, 0 if is_button else 24) > 100, icon


def test_a_dark_system_gets_a_dark_page_without_scripts(browser: Any, site: Served) -> None:
    for scheme, low, high in (("dark", 0, 60), ("light", 200, 255)):
        context = browser.new_context(java_script_enabled=False, color_scheme=scheme)
        page = context.new_page()
        page.goto(site.url("en", MAIN))
        for shown in ("article h1", ".evidoc-figure img", ".md-header"):
            picture = page.locator(shown).first.screenshot()
            ground = Image.open(io.BytesIO(picture)).convert("L").getpixel((1, 1))
            assert low <= ground <= high, f"{shown} in {scheme}"
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_prints_dark_on_white_and_nothing_scrolls(
    page: Page, site: Served, language: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(site.url(language, MAIN))
    expect(page.locator(".md-code__button").first).to_be_attached()
    page.emulate_media(color_scheme=scheme, media="print")  # type: ignore[arg-type]
    expect(page.locator("article .md-code__button").first).to_be_hidden()
    expect(page.locator("article .headerlink").first).to_be_hidden()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("article")).to_have_css("color", "rgb(28, 37, 39)")
    expect(page.locator(".evidoc-figure img").first).to_have_css("color-scheme", "light")
    blocks = page.locator("article pre > code").evaluate_all(
        """all => all.filter((code) => code.checkVisibility())
          .map((code) => getComputedStyle(code))
          .map(({ overflowX, whiteSpace }) => `${overflowX} ${whiteSpace}`)"""
    )
    assert set(blocks) == {"visible pre-wrap"}
