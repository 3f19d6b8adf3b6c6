"""Legends in figures, as a browser draws them: texts fit their frames and no curve runs below."""

from __future__ import annotations

from pathlib import Path

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

# Curves of which a legend covers a part, each with how many of its pixels.
COVERED = """
() => [...document.querySelectorAll("[id^=legend]")].flatMap((legend) => {
  const frame = legend.querySelector("[id^=patch] path").getBoundingClientRect();
  return [...document.querySelectorAll("[id^=line2d] > path")]
    .filter((path) => !path.closest("[id^=legend], [id^=matplotlib]"))
    .map((path) => {
      const ctm = path.getScreenCTM();
      const length = path.getTotalLength();
      const points = Array.from({length}, (_, at) => path.getPointAtLength(at))
        .map((point) => point.matrixTransform(ctm));
      const inside = points.filter(
        ({x, y}) => frame.left < x && x < frame.right && frame.top < y && y < frame.bottom,
      );
      return [path.parentNode.id, inside.length];
    })
    .filter(([, inside]) => inside);
})
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_lie_in_the_frames_of_their_legends(page: Page, site: Served, language: str) -> None:
    assert found_in(framed(site, language), page, TIGHT) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_curve_runs_below_a_legend(page: Page, site: Served, language: str) -> None:
    assert found_in(framed(site, language), page, COVERED) == {}


def framed(site: Served, language: str) -> list[Path]:
    root = site.file(language).parent
    figures = [*(root / "evidence").rglob("*.svg"), *(root / "labs").rglob("*.svg")]
    with_legend = [path for path in figures if 'id="legend' in path.read_text("utf-8")]
    assert len(with_legend) > 20
    return with_legend


def found_in(paths: list[Path], page: Page, script: str) -> dict[str, object]:
    found = {}
    for path in paths:
        page.goto(path.as_uri())
        if faults := page.evaluate(script):
            found["/".join(path.parts[-3:])] = faults
    return found
