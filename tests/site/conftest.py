"""One build of this repository's site, one server and one browser for all tests of it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page

from browser import ADVICE, find_browser
from built_site import Served, build, serve, watched
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
    return watched(context, site)


@pytest.fixture(scope="module")
def lasting(
    site: Served, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[tuple[Page, list[str]]]:
    """One window for tests that open an address and look: what all pages load comes once."""
    context = browser.new_context(**browser_context_args)
    found = watched(context, site)
    yield context.new_page(), found
    context.close()


@pytest.fixture
def again(lasting: tuple[Page, list[str]]) -> tuple[Page, list[str]]:
    """That window, wide, light and no paper again, and what goes wrong there during a test."""
    page, found = lasting
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light", media="screen")
    page.mouse.move(0, 0)  # nothing that comes there is pointed at
    found.clear()
    return page, found


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
