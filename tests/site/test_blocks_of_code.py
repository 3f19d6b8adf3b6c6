"""Blocks of code on a page: their buttons, and how they stand on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from built_site import LANGUAGES, Served, pages

MAIN = "convolution/dilated-convolution/"
SHORT = "convolution/conv2d/"

# Lines of code and the buttons over them, as boxes of the window: what overlaps.
COVERED = """
() => [...document.querySelectorAll("pre > code")].filter((code) => code.checkVisibility())
  .flatMap((code) => {
    const button = code.parentElement.querySelector(".md-code__button")?.getBoundingClientRect();
    if (!button) return [];
    const range = document.createRange();
    range.selectNodeContents(code);
    const covers = (line) => line.width > 1 && line.left < button.right - 1
      && line.right > button.left + 1 && line.top < button.bottom - 1
      && line.bottom > button.top + 1;
    return [...range.getClientRects()].some(covers) ? [code.textContent.slice(0, 60)] : [];
  })
"""
SCROLLS = """
() => {
  const blocks = [...document.querySelectorAll("pre > code")].filter((c) => c.checkVisibility());
  const wide = blocks.filter((code) => code.scrollWidth > code.clientWidth);
  return [wide.length, blocks.length, wide.map((code) => code.textContent.slice(0, 60))];
}
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_never_covers_text_and_hardly_any_block_scrolls(
    page: Page, site: Served, language: str
) -> None:
    wide = every = 0
    for path in pages():
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(site.url(language, path))
            assert page.evaluate(COVERED) == [], f"{path} at {width} px"
        scrolled, blocks, _ = page.evaluate(SCROLLS)
        wide, every = wide + scrolled, every + blocks
    assert every > 100
    assert wide <= every / 10, f"{wide} of {every} blocks scroll sideways on a phone"


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
