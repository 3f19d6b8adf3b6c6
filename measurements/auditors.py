"""What looks at a built page for the audit: a browser with axe, Lighthouse, two checkers.

npx fetches Lighthouse and the HTML checker, which needs Java. What cannot run here gives None.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from browser import find_browser
from built_site import AXE, Handler

LIGHTHOUSE = "lighthouse@12.8.2"
CHECKER = "vnu-jar@26.9.27"
PHONE = {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
Measured = Mapping[str, float | None]  # None: asked for, but not to be had


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


def say(page: str, text: str) -> None:
    """Print what is wrong on a page beside the table."""
    print(f"{page}: {text}", file=sys.stderr, flush=True)


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
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    for rule in found:
        for node in rule["nodes"]:
            say(url, f"axe: {rule['id']}: {node['html']}")
    violations = sum(len(rule["nodes"]) for rule in found)
    return {"KB": kilobytes, "elements": elements, "axe": violations}


def visited(browser: Browser, url: str) -> Measured:
    """Return what a browser that knows nothing yet measures of an address."""
    context = browser.new_context(viewport=PHONE, has_touch=True, device_scale_factor=2)
    try:
        return in_browser(context.new_page(), url)
    finally:
        context.close()


def npx(*command: str) -> list[str]:
    """Return the command by which npx runs a program from npm."""
    return [shutil.which("npx") or "", "--yes", *command]


class Lighthouse:
    """One process and one browser that score one page after the other."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def scores(self, url: str, categories: Iterable[str]) -> Measured | None:
        """Return the scores of a page, and print what cost any of them."""
        asked = json.dumps({"url": url, "categories": list(categories)})
        assert self.process.stdin
        assert self.process.stdout
        try:
            print(asked, file=self.process.stdin, flush=True)
        except BrokenPipeError:
            return None
        line = self.process.stdout.readline()
        if not line:
            return None
        found: dict[str, Any] = json.loads(line)
        for text in found["wrong"]:
            say(url, text)
        return found["scores"]


@contextmanager
def lighthouse() -> Iterator[Lighthouse | None]:
    """Start Lighthouse, and end it with its browser."""
    if not shutil.which("npx"):
        yield None
        return
    script = str(Path(__file__).with_suffix("").with_name("lighthouse.mjs"))
    command = npx("--package", LIGHTHOUSE, "--", "node", script)
    environment = {**os.environ, "CHROME_PATH": find_browser() or ""}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment) as process:
        try:
            yield Lighthouse(process)
        finally:
            assert process.stdin
            process.stdin.close()  # the script ends its browser when nothing more is asked


def html_errors(files: Mapping[str, Path]) -> dict[str, float] | None:
    """Return how many errors the HTML checker finds at each address."""
    if not shutil.which("npx"):
        return None
    options = ("--errors-only", "--format", "json", "--stdout", "--exit-zero-always")
    command = npx(CHECKER, *options, *map(str, files.values()))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return None
    messages = json.loads(done.stdout)["messages"]
    for each in messages:
        say(f"{each['url']}:{each.get('lastLine')}", f"HTML: {each['message']}")
    found = Counter(each["url"] for each in messages)
    return {address: found[file.as_uri().replace("///", "/")] for address, file in files.items()}


def broken_links(files: Mapping[str, Path], root: Path) -> dict[str, float] | None:
    """Return how many links of the page at each address lead nowhere."""
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
        say(file, f"links: {links}")
    return {address: len(wrong.get(str(file), ())) for address, file in files.items()}
