"""This repository's site as it is built and served, for the tests in a browser."""

from __future__ import annotations

import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

import axe_playwright_python
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import BrowserContext, Page

from evidoc.project.config import load_config

ROOT = Path(__file__).resolve().parent.parent
POLICY = "default-src 'self'"
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
CONFIG = load_config(ROOT)
LANGUAGES = {code: f"/{code}/" if number else "/" for number, code in enumerate(CONFIG.languages)}


def pages() -> list[str]:
    """Return the addresses of all pages in the navigation, below their language's root."""
    with (ROOT / "mkdocs.yml").open("rb") as file:
        return [address_of(path) for path in paths_of(yaml_load(file)["nav"])]


def pages_beside_the_navigation() -> list[str]:
    """Return the addresses of the pages that only other pages lead to."""
    with (ROOT / "mkdocs.yml").open("rb") as file:
        return [address_of(path) for path in yaml_load(file).get("not_in_nav", "").split()]


def paths_of(nav: Any) -> Iterator[str]:
    """Yield the files of the pages of a navigation in its order."""
    if isinstance(nav, str):
        yield nav
    else:
        for child in nav.values() if isinstance(nav, dict) else nav:
            yield from paths_of(child)


def address_of(path: str) -> str:
    """Return the address of a page below its language's root."""
    stem = path.rpartition(".")[0]
    folder, _, name = stem.rpartition("/")
    directory = folder if name == "index" else stem
    return f"{directory}/" if directory else ""


def build(folder: Path) -> None:
    """Build the site as readers get it: strictly, in both languages."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr


def wake_explorer(page: Page) -> None:
    """Do what a reader does to have the explorer of a page, if it has one, and wait for it."""
    for link in page.locator("a.explorer-here").all():
        link.evaluate("link => link.scrollIntoView({block: 'center'})")
    for still in page.locator(".explorer-still").all():
        still.locator("img").first.hover()
    page.wait_for_function("() => !document.querySelector('.explorer-link > .explorer-here')")


@dataclass(frozen=True)
class Served:
    """The built site: its files and its address."""

    folder: Path
    address: str

    def url(self, language: str, page: str = "") -> str:
        return f"{self.address}{LANGUAGES[language]}{page}"

    def file(self, language: str, page: str = "") -> Path:
        return self.folder / f"{LANGUAGES[language]}{page}index.html".lstrip("/")


def watched(context: BrowserContext, site: Served) -> list[str]:
    """Return what goes wrong in a browser from now on, and have the tests' checks on its pages."""
    found: list[str] = []

    def requested(url: str) -> None:
        if not url.startswith((f"{site.address}/", "data:", "blob:")):
            found.append(f"asks another host: {url}")

    context.on("request", lambda request: requested(request.url))
    context.on(
        "response",
        # What the browser has already may be asked for again: 304 says that it is the same.
        lambda answer: (
            answer.status in (200, 304) or found.append(f"{answer.status} for {answer.url}")
        ),
    )
    context.on(
        "console",
        lambda message: (
            message.type not in ("error", "warning") or found.append(f"console: {message.text}")
        ),
    )
    context.on("weberror", lambda error: found.append(f"script: {error.error}"))
    context.add_init_script(path=ROOT / "tests/site/checks.js")
    return found


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files as any web server does, and the site's own page where there is none."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        """Demand what the manual promises that a site bears."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        data = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *client: Any) -> None:
        """A browser that leaves a page drops what it asked for: that is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*client)


@contextmanager
def serve(folder: Path, handler: type[Handler] = Handler) -> Iterator[Served]:
    """Serve a built site on a free port."""
    answer = functools.partial(handler, directory=str(folder))
    with _Server(("127.0.0.1", 0), answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield Served(folder, f"http://127.0.0.1:{server.server_port}")
        finally:  # or what failed would wait for the server for ever
            server.shutdown()
            thread.join()
