"""How long the explorer takes to draw anew after a change, against its goals.

``make redraw`` opens stacks of the site in ``site/`` in a browser and changes what they show: the
dilation of a layer by the form, and the chosen output by the keyboard. The time is that of all that
the change sets off, forms, tables and text among it, until the canvases have their pixels. The
address and the summary follow once changes rest; they are not in it.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from browser import ADVICE, find_browser
from built_site import Served, serve

ROUNDS = 60
GOALS = {31: 8, 129: 16}  # side of the map to milliseconds
STACKS = {
    "HDC": "d=1,2,5",
    "doubling": "d=1,2,4,8",
    "wide kernels": "k=7,7,7,7,7,7,7,7&d=1,2,3,4,5,6,7,8",
    "branches": "k=1,3,3,3&d=1,6,12,18&branches=1",
}

# A canvas draws when its pixels are asked for, at the latest.
MEASURE = """
(rounds) => {
  const root = document.querySelector(".explorer");
  const rate = root.querySelectorAll("[name=d]")[1];
  const cell = [...root.querySelectorAll("[role=grid]")].at(-1).querySelector("[tabindex='0']");
  const took = (change) => {
    const begin = performance.now();
    change();
    for (const canvas of root.querySelectorAll("canvas")) {
      if (canvas.width) canvas.getContext("2d").getImageData(0, 0, 1, 1);
    }
    root.getBoundingClientRect();
    return performance.now() - begin;
  };
  const press = (key) => document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true }));
  const [rates, outputs] = [[], []];
  const usual = +rate.value;
  for (let round = 0; round < rounds; round++) {
    rates.push(took(() => {
      rate.value = usual + (round % 2 ? 0 : 1);
      rate.dispatchEvent(new Event("change", { bubbles: true }));
    }));
  }
  cell.focus();
  for (let round = 0; round < rounds; round++) {
    press(round % 2 ? "ArrowLeft" : "ArrowRight");
    outputs.push(took(() => press("Enter")));
  }
  return [rates, outputs];
}
"""


def measured(page: Page, site: Served, stack: str, side: int) -> list[list[float]]:
    """Return the milliseconds of each change of a rate, and of each choice of an output."""
    page.goto(site.url("en", f"explorer/?{stack}&dims=2&size={side}"))
    page.locator(".explorer canvas").first.wait_for()
    page.wait_for_timeout(500)  # what comes late: pictures, the announcement
    found: list[list[float]] = page.evaluate(MEASURE, ROUNDS)
    return found


def main() -> int:
    """Print a table; return how many medians miss their goals."""
    path = find_browser()
    if path is None:
        sys.exit(ADVICE)
    folder = Path("site")
    if not folder.is_dir():
        sys.exit("There is no site/: make build")
    missed = 0
    print("| stack | side | change | median ms | 95 % ms | goal |")
    print("|:--|--:|:--|--:|--:|--:|")
    with serve(folder) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for name, stack in STACKS.items():
            for side, goal in GOALS.items():
                both = measured(page, site, stack, side)
                for change, times in zip(("a rate", "an output"), both, strict=True):
                    middle = statistics.median(times)
                    most = statistics.quantiles(times, n=20)[-1]
                    missed += middle > goal
                    row = (
                        name,
                        f"{side}×{side}",
                        change,
                        f"{middle:.1f}",
                        f"{most:.1f}",
                        f"≤ {goal}",
                    )
                    print("|", " | ".join(row), "|")
        browser.close()
    return missed


if __name__ == "__main__":
    sys.exit(main())
