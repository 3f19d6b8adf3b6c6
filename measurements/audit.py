"""Every page in every language against the goals of the site, as a reader with a phone meets it.

``make audit`` builds the site, serves it compressed and prints a table; what misses its goal is
marked. npx fetches Lighthouse and the HTML checker, which needs Java: where they are missing their
columns stay empty, and a sentence says so. ``make audit AUDIT="--runs 1 explorer/"`` takes less.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from browser import ADVICE, find_browser
from built_site import AXE, LANGUAGES, Handler, Served, build, pages, serve

LIGHTHOUSE = "lighthouse@12.8.2"
CHECKER = "vnu-jar@26.9.27"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Goal:
    """A column of the table: what is measured and its bound.

    Attributes:
        name: What stands above the column.
        bound: The least value, or the largest.
        is_least: Which of the two it is.
        labs: The bound for labs, where it is another.
    """

    name: str
    bound: float
    is_least: bool = False
    labs: float | None = None

    def is_met(self, value: float, page: str) -> bool:
        """Tell whether a page reaches the goal."""
        bound = self.labs if self.labs is not None and page.startswith("labs/") else self.bound
        return value >= bound if self.is_least else value <= bound


GOALS = (
    Goal("performance", 95, is_least=True),
    *(Goal(name, 100, is_least=True) for name in CATEGORIES[1:]),
    Goal("KB", 90, labs=200),
    Goal("elements", 3000),
    Goal("axe", 0),
    Goal("HTML", 0),
    Goal("links", 0),
)
Measured = Mapping[str, float]


def table(rows: Mapping[str, Measured], names: Mapping[str, str]) -> str:
    """Return the table in Markdown; what misses its goal is bold.

    Args:
        rows: What was measured of each address.
        names: The page at each address, below its language's root.
    """
    lines = [["page", *(goal.name for goal in GOALS)], [":--", *("--:" for _ in GOALS)]]
    goals = [f"{'≥' if goal.is_least else '≤'} {goal.bound:g}" for goal in GOALS]
    lines.append(["goal", *goals])
    for address, measured in rows.items():
        cells = [address]
        for goal in GOALS:
            value = measured.get(goal.name)
            shown = "" if value is None else f"{value:.0f}"
            met = value is None or goal.is_met(round(value), names[address])
            cells.append(shown if met else f"**{shown}**")
        lines.append(cells)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


class Compressed(Handler):
    """Serves text as hosts do: compressed, and kept by the browser."""

    def do_GET(self) -> None:  # noqa: N802
        """Answer with the file compressed, if it is one that shrinks."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file() or path.suffix not in {".html", ".css", ".js", ".svg", ".json"}:
            return super().do_GET()
        data = gzip.compress(path.read_bytes(), 9, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        self.wfile.write(data)
        return None


def in_browser(page: Page, url: str) -> Measured:
    """Return what a first visit loads, how many elements there are, and what axe finds."""
    loaded: list[float] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda each: loaded.append(each["encodedDataLength"]))
    page.goto(url, wait_until="networkidle")
    kilobytes = sum(loaded) / 1000
    elements = page.evaluate("document.querySelectorAll('*').length")
    page.evaluate(AXE)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
    found = page.evaluate("rules => axe.run({ ...rules, resultTypes: ['violations'] })", rules)
    violations = sum(len(rule["nodes"]) for rule in found["violations"])
    return {"KB": kilobytes, "elements": elements, "axe": violations}


def visited(browser: Browser, urls: Iterable[str]) -> Iterable[tuple[str, Measured]]:
    """Yield what a browser that knows nothing yet measures of each address."""
    for url in urls:
        context = browser.new_context(viewport=PHONE, has_touch=True, device_scale_factor=2)
        yield url, in_browser(context.new_page(), url)
        context.close()


def npx(package: str, *arguments: str) -> str | None:
    """Return what a program from npm prints; None where it cannot run."""
    if not shutil.which("npx"):
        return None
    environment = {**os.environ, "CHROME_PATH": find_browser() or ""}
    done = subprocess.run(
        ["npx", "--yes", package, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    return done.stdout if done.returncode == 0 else None


def lighthouse(url: str, runs: int) -> Measured:
    """Return the median of the scores of a page; nothing where Lighthouse cannot run."""
    options = (
        "--quiet",
        "--output=json",
        "--chrome-flags=--headless=new --no-sandbox",
        f"--only-categories={','.join(CATEGORIES)}",
    )
    reports = [json.loads(said) for _ in range(runs) if (said := npx(LIGHTHOUSE, url, *options))]
    if not reports:
        return {}
    found = {
        name: statistics.median(100 * (each["categories"][name]["score"] or 0) for each in reports)
        for name in CATEGORIES
    }
    for audit in reports[-1]["audits"].values():
        belongs = audit["scoreDisplayMode"] in ("binary", "error")
        if belongs and audit["score"] is not None and audit["score"] < 1:
            print(f"{url}: {audit['id']}: {audit['title']}", file=sys.stderr)
    return found


def html_errors(files: Mapping[str, Path]) -> dict[str, float] | None:
    """Return how many errors the HTML checker finds at each address; None without it."""
    options = ("--errors-only", "--format", "json", "--stdout", "--exit-zero-always")
    said = npx(CHECKER, *options, *map(str, files.values()))
    if said is None:
        return None
    messages = json.loads(said)["messages"]
    for each in messages:
        print(f"{each['url']}:{each.get('lastLine')}: {each['message']}", file=sys.stderr)
    found = Counter(each["url"] for each in messages)
    return {address: found[file.as_uri().replace("///", "/")] for address, file in files.items()}


def broken_links(files: Mapping[str, Path], root: Path) -> dict[str, float] | None:
    """Return how many links of the page at each address lead nowhere; None without lychee."""
    program = shutil.which("lychee", path=f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}")
    if program is None:
        return None
    options = "--offline --include-fragments --index-files index.html --no-progress --format json"
    done = subprocess.run(
        [program, *options.split(), "--root-dir", str(root), *map(str, files.values())],
        capture_output=True,
        text=True,
        check=False,
    )
    wrong: dict[str, Any] = json.loads(done.stdout)["error_map"]
    for file, links in wrong.items():
        print(f"{file}: {links}", file=sys.stderr)
    return {address: len(wrong.get(str(file), ())) for address, file in files.items()}


def audit(site: Served, wanted: Iterable[str], runs: int) -> str:
    """Return the table of the pages wanted, of all if none is, and what is missing."""
    wanted = set(wanted) or set(pages())
    places = [(code, page) for code in LANGUAGES for page in pages() if page in wanted]
    names = {LANGUAGES[code] + page: page for code, page in places}
    files = {LANGUAGES[code] + page: site.file(code, page) for code, page in places}
    rows: dict[str, dict[str, float]] = {address: {} for address in names}
    missing = []
    for name, found in (
        ("HTML", html_errors(files)),
        ("links", broken_links(files, site.folder)),
    ):
        if found is None:
            missing.append(name)
        for address, number in (found or {}).items():
            rows[address][name] = number
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser())
        for url, measured in visited(browser, [site.address + address for address in names]):
            rows[url.removeprefix(site.address)] |= measured
        browser.close()
    for address in names:
        print(f"lighthouse {address}", file=sys.stderr, flush=True)
        rows[address] |= lighthouse(site.address + address, runs)
    if runs and not any("performance" in row for row in rows.values()):
        missing.append("Lighthouse")
    said = [f"Not measured, since it cannot run here: {', '.join(missing)}."] if missing else []
    return "\n\n".join([table(rows, names), *said])


def main() -> None:
    """Build, serve, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="addresses below a language's root; default all")
    parser.add_argument("--runs", type=int, default=3, help="of Lighthouse per page; 0 for none")
    options = parser.parse_args()
    if not find_browser():
        sys.exit(ADVICE)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with serve(folder, Compressed) as site:
            os.environ["SITE_URL"] = f"{site.address}/"
            build(folder)
            print(audit(site, options.pages, options.runs))


if __name__ == "__main__":
    main()
