"""One build of this repository's site, one server and one browser for all tests of it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext

from browser import ADVICE, find_browser
from built_site import Served, build, serve
from page_measures import measure


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The built site, served; built once also where several processes share the tests."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "site"
    with FileLock(shared / "site.lock"):
        if not (folder / "sitemap.xml").is_file():
            build(folder)
    with serve(folder) as served:
        yield served


@pytest.fixture(scope="session")
def base_url() -> None:
    """Nothing: addresses are whole. The plugin's own fixture warns with this pytest."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's browser, which finds no host but this one."""
    path = find_browser()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(ADVICE, pytrace=False)
        pytest.skip(ADVICE)
    return {
        **browser_type_launch_args,
        "executable_path": path,
        "args": ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A reader who prefers Korean, at a desk, in the light."""
    return {
        **browser_context_args,
        "color_scheme": "light",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture
def complaints(context: BrowserContext, site: Served) -> list[str]:
    """What goes wrong in the browser during a test; another host asked for is wrong."""
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
    context.add_init_script(path=Path(__file__).with_name("checks.js"))
    return found


@pytest.fixture(scope="session")
def measured(
    site: Served, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Callable[[str, str], dict[str, Any]]]:
    """Tells what a page measures: each is opened once, whichever test of which process asks."""
    context = browser.new_context(**browser_context_args)
    page = context.new_page()
    folder = site.folder.with_name("measured")
    folder.mkdir(exist_ok=True)

    def measures_of(language: str, path: str) -> dict[str, Any]:
        file = folder / f"{language}-{path.replace('/', '-')}.json"
        with FileLock(f"{file}.lock"):
            if not file.is_file():
                file.write_text(json.dumps(measure(page, site.url(language, path))))
        found: dict[str, Any] = json.loads(file.read_text())
        return found

    yield measures_of
    context.close()
