"""What a page measures as it opens, with everything folded, on a desk and on a phone."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from built_site import wake_explorer

# Width and height of the screens.
SCREENS = {"desktop": (1280, 900), "phone": (390, 844)}
SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
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
BLOCKS = """
() => [...document.querySelectorAll("pre > code")].filter((code) => code.checkVisibility())
  .map((code) => code.scrollWidth > code.clientWidth)
"""


def measure(page: Page, address: str) -> dict[str, Any]:
    """Open a page and measure it: how many elements and notes it has, and for each screen its
    height, the code that a button covers, and which of its blocks of code scroll sideways.
    """
    page.goto("about:blank")  # so that it is not the page before that is laid out anew
    _resize(page, "desktop")
    page.goto(address)
    wake_explorer(page)
    page.evaluate("document.fonts.ready.then(() => null)")
    found: dict[str, Any] = {
        "elements": page.evaluate("document.querySelectorAll('*').length"),
        "notes": page.locator("a.evidoc-how").count(),
    }
    for screen in SCREENS:
        _resize(page, screen)
        found[screen] = {
            "height": page.evaluate("document.documentElement.scrollHeight"),
            "covered": page.evaluate(COVERED),
            "scrolls": page.evaluate(BLOCKS),
        }
    return found


def _resize(page: Page, screen: str) -> None:
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(SETTLED)
