"""A reader uses no scripts, a page twice as large, a keyboard alone, one language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

from built_site import LANGUAGES, Served, pages

# One page of each type: home, chapter, lab, explorer, index, glossary.
TYPES = ("", "convolution/conv2d/", "labs/causal/", "explorer/", "labs/", "glossary/")


@pytest.fixture(scope="module")
def without_scripts(browser: Any) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", TYPES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_reads_without_scripts(
    without_scripts: Page, site: Served, language: str, path: str
) -> None:
    page = without_scripts
    page.goto(site.url(language, path))
    expect(page.locator("article h1")).to_be_visible()
    assert page.locator("article p:visible").count() > 0
    for fold in page.locator("article details > summary:visible").all()[:3]:
        if fold.locator("..").get_attribute("open") is None:
            fold.click()
            expect(fold.locator("..")).to_have_attribute("open", "")
    width = page.locator("html").bounding_box()
    assert width
    assert width["width"] <= 390


@pytest.mark.parametrize("path", TYPES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_twice_as_large_is_whole(
    again: tuple[Page, list[str]], site: Served, language: str, path: str
) -> None:
    """Zooming halves the window as a page measures it."""
    page, complaints = again
    page.set_viewport_size({"width": 640, "height": 400})
    page.goto(site.url(language, path))
    for check in ("overflow", "math"):
        complaints += page.evaluate(f"checks.{check}()")
    expect(page.locator("article h1")).to_be_visible()
    assert complaints == []


# Where the focus is once all that moves has come to its end, which nobody has to wait for.
FOCUSED = """() => {
  for (const animation of document.getAnimations()) animation.finish();
  const element = document.activeElement;
  if (element === document.body) return "";
  const {width, height, top, bottom} = element.getBoundingClientRect();
  const shown = element.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const place = element.id || element.textContent.trim().slice(0, 30) || element.className;
  const seen = shown && width && height && bottom > 0 && top < innerHeight;
  return `${seen ? "seen" : "unseen"} ${element.tagName} ${place}`;
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_keyboard_goes_through_a_page(page: Page, site: Served, language: str) -> None:
    """Each stop is on screen, before a search and after one, from the first to the last."""
    page.goto(site.url(language, "convolution/pooling/"))
    page.keyboard.press("/")
    page.keyboard.type("pooling")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Escape")
    stops = []
    while len(stops) < 400:
        page.keyboard.press("Tab")
        if not (stop := page.evaluate(FOCUSED)):
            break
        stops.append(stop)
    assert 50 < len(stops) < 400
    assert [stop for stop in stops if stop.startswith("unseen")] == []


@pytest.fixture
def narrow(browser: Any) -> Iterator[Page]:
    """A phone's page that does not wait for pictures and takes scripts of the tests."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    context.add_init_script(path=Path(__file__).with_name("checks.js"))
    context.route("**/*.svg", lambda route: route.abort())
    context.set_default_navigation_timeout(120_000)
    yield context.new_page()
    context.close()


# Pages with many links, numbers and pieces of code before particles.
DENSE = ("convolution/dilated-convolution/", "convolution/receptive-field/", "manual/limits/")


def test_no_line_begins_with_a_particle(narrow: Page, site: Served) -> None:
    found = []
    for path in (*DENSE, "manual/settings/"):
        narrow.goto(site.url("ko", path), wait_until="domcontentloaded")
        for width in (340, 390):
            narrow.set_viewport_size({"width": width, "height": 844})
            texts = narrow.evaluate("checks.separated()")
            found += [f"{path} at {width}: {text[:60]}" for text in texts]
    assert found == []


HANGUL = re.compile("[가-힣]+")


@pytest.mark.parametrize("path", [*pages(), "corrections/"])
def test_an_english_page_is_english(site: Served, path: str) -> None:
    """Its labels, figures and data, too, those of labs included."""
    file = site.file("en", path)
    tree = LexborHTMLParser(file.read_text("utf-8"))
    for other in tree.css("[lang=ko], link, script"):
        other.decompose()
    assert HANGUL.findall(tree.html or "") == []
    for image in tree.css("img[src$='.svg']"):
        figure = (file.parent / str(image.attributes["src"])).resolve()
        assert HANGUL.findall(figure.read_text("utf-8")) == [], figure
