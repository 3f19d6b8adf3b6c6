"""Texts in figures are as long in a browser as the frames around them were drawn for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from built_site import LANGUAGES, Served

# Texts of legends and how far they lie from the edges of their frames, where that is too near.
TIGHT = """
async () => {
  await document.fonts.ready;
  return [...document.querySelectorAll("[id^=legend]")].flatMap((legend) => {
    const frame = legend.querySelector("[id^=patch] path").getBoundingClientRect();
    return [...legend.querySelectorAll("text")]
      .map((text) => [text.textContent, text.getBoundingClientRect()])
      .map(([text, box]) => [text, box.left - frame.left, frame.right - box.right])
      .filter(([, left, right]) => Math.min(left, right) < 3);
  });
}
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_lie_in_the_frames_of_their_legends(page: Page, site: Served, language: str) -> None:
    root = site.file(language).parent
    figures = [*(root / "evidence").rglob("*.svg"), *(root / "labs").rglob("*.svg")]
    framed = [path for path in figures if 'id="legend' in path.read_text("utf-8")]
    assert len(framed) > 20
    found = {}
    for path in framed:
        page.goto(path.as_uri())
        if tight := page.evaluate(TIGHT):
            found[path.name] = tight
    assert found == {}
