"""Copies of the site to take along: a folder that opens without a server, and a PDF."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from built_site import LANGUAGES, ROOT, Served, build, pages, wake_explorer

SEARCHES = {"ko": ("격자현상", "gridding-hdc"), "en": ("receptive field", "receptive-field")}
# How many shades of grey the small map has, which shows what comes out of the layers.
SHADES = """() => {
  const [, chooser] = document.querySelectorAll(".explorer canvas");
  const { data } = chooser.getContext("2d").getImageData(2, 2, chooser.width - 4, 9);
  return new Set(data).size;
}"""
LOADED = "(font) => font.family.includes('evidoc-math') && font.status === 'loaded'"


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy, in a folder whose name has to be escaped in an address."""
    folder = tmp_path_factory.mktemp("a copy") / "한 벌"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OFFLINE", "true")
        build(folder)
    return folder


@pytest.fixture
def opened(page: Page) -> list[str]:
    """What goes wrong where pages are files."""
    found: list[str] = []
    page.on("console", lambda message: found.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: found.append(f"script: {error}"))
    page.on("requestfailed", lambda request: found.append(f"failed: {request.url}"))
    page.on(
        "request",
        lambda request: (
            request.url.startswith(("file:", "data:", "blob:"))
            or found.append(f"asks a host: {request.url}")
        ),
    )
    return found


def test_every_link_of_the_copy_leads_to_a_file(offline: Path) -> None:
    files = list(offline.rglob("*.html"))
    assert len(files) >= len(LANGUAGES) * len(pages())
    for file in files:
        for link in set(re.findall(r'(?:href|src)="([^"#?]+)', file.read_text("utf-8"))):
            assert re.match("[a-z]+:", link) or (file.parent / link).is_file(), (file, link)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_copy_searches_and_shows_formulas(
    page: Page, offline: Path, opened: list[str], language: str
) -> None:
    query, wanted = SEARCHES[language]
    page.goto((offline / LANGUAGES[language].lstrip("/") / "index.html").as_uri())
    page.wait_for_load_state("networkidle")  # leaving a page cuts off what it still loads
    wake_explorer(page)
    expect(page.locator(".explorer canvas").first).to_be_visible()
    box = page.locator(".md-search__input")
    box.press_sequentially(query)
    box.press("End")
    page.locator(".md-search-result__link").first.click()
    expect(page).to_have_url(re.compile(rf"/convolution/{wanted}\.html"))
    page.wait_for_load_state()
    page.wait_for_function(f"[...document.fonts].some({LOADED})")
    page.keyboard.press("Escape")
    page.locator("a.site-language").click()
    expect(page.locator("html")).not_to_have_attribute("lang", language)
    expect(page).to_have_url(re.compile(rf"/convolution/{wanted}\.html"))
    assert opened == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_explorer_of_the_copy_shows_its_picture(
    page: Page, offline: Path, opened: list[str], language: str
) -> None:
    explorer = offline / LANGUAGES[language].lstrip("/") / "explorer.html"
    page.goto(f"{explorer.as_uri()}?k=1&d=1&dims=2&picture=1")
    expect(page.locator("[name=picture]")).to_be_checked()
    assert page.evaluate(SHADES) > 30
    assert opened == []


@pytest.fixture(scope="module")
def bound() -> Callable[[Path, str, str], str]:
    spec = importlib.util.spec_from_file_location("pdf", ROOT / "overrides" / "pdf.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.bound  # type: ignore[no-any-return]


@pytest.mark.parametrize(("code", "settings"), [("ko", "mkdocs.yml"), ("en", "mkdocs.en.yml")])
def test_in_the_whole_every_link_and_picture_is_right(
    site: Served, bound: Callable[[Path, str, str], str], code: str, settings: str
) -> None:
    folder = site.file(code).parent
    whole = BeautifulSoup(bound(folder, code, settings), "html.parser")
    ids = Counter(str(each["id"]) for each in whole.select("[id]"))
    assert [name for name, count in ids.items() if count > 1] == []
    links = {str(link["href"]) for link in whole.select("a[href]")}
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []
    assert [link for link in links if not re.match("#|https?:", link)] == []
    pictures = [str(each["src"]) for each in whole.select("img")]
    assert len(pictures) > 50
    assert all(src.startswith("data:") or (folder / src).is_file() for src in pictures)
    assert whole.select("script, details.evidoc-code") == []


@pytest.mark.long
def test_the_pdf_is_tagged_and_has_bookmarks(site: Served, tmp_path: Path) -> None:
    shutil.copytree(site.folder, tmp_path / "site")
    subprocess.run(
        [sys.executable, ROOT / "overrides" / "pdf.py", tmp_path / "site", tmp_path / "pdf"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
        check=True,
    )
    for code in LANGUAGES:
        data = (tmp_path / "pdf" / f"{code}.pdf").read_bytes()
        assert b"/StructTreeRoot" in data
        assert b"/Outlines" in data
        assert f"/Lang ({code})".encode() in data
        assert data.count(b"/Title") > 100
    assert not (tmp_path / "site" / "book.html").exists()
