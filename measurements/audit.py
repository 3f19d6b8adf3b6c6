"""Every page in every language against the goals of the site, as a reader with a phone meets it.

``make audit`` builds the site, serves it compressed and prints a table, a row as soon as it is
measured; what misses its goal is marked, and what was found is named beside the table. Programs
that are not here leave their columns empty, and a sentence says so; what Lighthouse does not score
is "not measured".

Scores are kept in ``.cache/audit.json`` for as long as the site is the same, so that a run that was
stopped goes on where it was: ``AUDIT="--minutes 20"`` stops by itself. Performance says something
only on a machine that does nothing else; ``AUDIT=--quick`` leaves it out, and
``AUDIT="--runs 1 explorer/"`` measures a page once.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from auditors import Compressed, Measured, broken_links, html_errors, lighthouse, visited
from browser import ADVICE, find_browser
from built_site import LANGUAGES, ROOT, Served, build, pages, pages_beside_the_navigation, serve

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
KEPT = ROOT / ".cache" / "audit.json"
UNKNOWN = "not measured"
BUSY = 1.5  # the load from which on performance says nothing


@dataclass(frozen=True)
class Goal:
    """A column of the table: what is measured and its bound.

    Attributes:
        name: What stands above the column.
        bound: The least value, or the largest.
        is_least: Which of the two it is.
    """

    name: str
    bound: float
    is_least: bool = False

    def is_met(self, value: float) -> bool:
        """Tell whether a page reaches the goal."""
        return value >= self.bound if self.is_least else value <= self.bound


GOALS = (
    Goal("performance", 95, is_least=True),
    *(Goal(name, 100, is_least=True) for name in CATEGORIES[1:]),
    Goal("KB", 90),
    Goal("elements", 3000),
    Goal("axe", 0),
    Goal("HTML", 0),
    Goal("links", 0),
)


def head() -> str:
    """Return the head of the table in Markdown, with the goals as its first row."""
    lines = [["page", *(goal.name for goal in GOALS)], [":--", *("--:" for _ in GOALS)]]
    goals = [f"{'≥' if goal.is_least else '≤'} {goal.bound:g}" for goal in GOALS]
    return "\n".join(map(_line, [*lines, ["goal", *goals]]))


def row(address: str, measured: Measured) -> str:
    """Return the row of a page; what misses its goal is bold.

    Args:
        address: Its address.
        measured: What was measured, by the names of the goals.
    """
    cells = [address]
    for goal in GOALS:
        value = measured.get(goal.name)
        shown = UNKNOWN if goal.name in measured else ""
        if value is not None:
            shown = f"{value:.0f}"
        met = value is None or goal.is_met(round(value))
        cells.append(shown if met else f"**{shown}**")
    return _line(cells)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


class Scores:
    """The scores of the pages of one site, kept in a file."""

    def __init__(self, file: Path, site: str) -> None:
        kept = json.loads(file.read_bytes()) if file.is_file() else {}
        self.file, self.site = file, site
        self.runs: dict[str, list[Measured]] = kept["runs"] if kept.get("site") == site else {}

    def of(self, address: str, categories: Iterable[str]) -> list[Measured]:
        """Return the runs of a page that scored all of these categories."""
        asked = list(categories)
        runs = self.runs.get(address, [])
        return [run for run in runs if all(run.get(name) is not None for name in asked)]

    def add(self, address: str, run: Measured) -> None:
        """Keep one more run of a page."""
        self.runs.setdefault(address, []).append(run)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps({"site": self.site, "runs": self.runs}), "utf-8")


def digest(site: Served) -> str:
    """Return what two built sites have in common if they are the same at another address."""
    whole = sha256()
    for file in sorted(path for path in site.folder.rglob("*") if path.is_file()):
        whole.update(str(file.relative_to(site.folder)).encode())
        whole.update(file.read_bytes().replace(site.address.encode(), b""))
    return whole.hexdigest()


@dataclass(frozen=True)
class Asked:
    """What an audit is to measure.

    Attributes:
        pages: Addresses below a language's root; all pages if there is none.
        categories: What Lighthouse scores.
        runs: How often.
        minutes: When to stop.
    """

    pages: Sequence[str]
    categories: Sequence[str]
    runs: int
    minutes: float


@contextmanager
def opened() -> Iterator[Browser]:
    """Yield a browser, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser())
        yield browser
        browser.close()


def audit(site: Served, asked: Asked, scores: Scores) -> Iterator[str]:
    """Yield the table line by line, and what is missing in it."""
    ends = time.monotonic() + 60 * asked.minutes
    wanted = asked.pages or [*pages(), *pages_beside_the_navigation()]
    files = {LANGUAGES[code] + page: site.file(code, page) for code in LANGUAGES for page in wanted}
    checked = {"HTML": html_errors(files), "links": broken_links(files, site.folder)}
    missing = [name for name, found in checked.items() if found is None]
    yield head()
    left = len(files)
    with opened() as browser, lighthouse() as program:
        for address in files:
            if time.monotonic() > ends:
                break
            measured: dict[str, float | None] = {
                name: found[address] for name, found in checked.items() if found
            }
            measured |= visited(browser, site.address + address)
            runs = scores.of(address, asked.categories)
            while program and len(runs) < asked.runs:
                found = program.scores(site.address + address, asked.categories)
                if found is None:
                    program = None
                    break
                runs.append(found)
                scores.add(address, found)
            for name in asked.categories if runs else ():
                scored = [score for run in runs if (score := run.get(name)) is not None]
                measured[name] = statistics.median(scored) if scored else None
            yield row(address, measured)
            left -= 1
        if asked.runs and not program:
            missing.append("Lighthouse")
    if missing:
        yield f"\nNot measured, since it cannot run here: {', '.join(missing)}."
    if left:
        yield f"\n{left} pages are left: the same command goes on with them."


def main() -> None:
    """Build, serve, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="addresses below a language's root; default all")
    parser.add_argument("--runs", type=int, default=3, help="of Lighthouse per page; 0 for none")
    parser.add_argument("--quick", action="store_true", help="one run, without performance")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="when to stop")
    options = parser.parse_args()
    if not find_browser():
        sys.exit(ADVICE)
    load = os.getloadavg()[0]
    if load >= BUSY and not options.quick:
        sys.exit(f"The load is {load:.1f}: performance says nothing above {BUSY}. Try --quick.")
    categories = CATEGORIES[1:] if options.quick else CATEGORIES
    runs = min(options.runs, 1) if options.quick else options.runs
    asked = Asked(options.pages, categories, runs, options.minutes)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with serve(folder, Compressed) as site:
            os.environ["SITE_URL"] = f"{site.address}/"
            build(folder)
            for line in audit(site, asked, Scores(KEPT, digest(site))):
                print(line, flush=True)


if __name__ == "__main__":
    main()
