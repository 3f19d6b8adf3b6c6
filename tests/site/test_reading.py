"""What a reader does with a page: copies code, downloads examples, changes the colours."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect

from built_site import CONFIG, LANGUAGES, Served, pages
from evidoc.core.model import is_lab
from evidoc.project.evidence import site_files
from evidoc.project.project import Project

MAIN = "convolution/dilated-convolution/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_copies_the_code(
    context: BrowserContext, page: Page, site: Served, language: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site.url(language, MAIN))
    blocks = page.locator(".evidoc-example .highlight")
    assert blocks.count() > 10
    expect(page.locator(".evidoc-example .highlight .md-code__button")).to_have_count(
        blocks.count()
    )
    block = page.locator(".evidoc-example .highlight:visible", has_text="import").first
    code = block.locator("code")
    block.hover()
    block.locator(".md-code__button").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == (code.text_content() or "").strip()
    assert "import" in copied


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_downloaded_is_what_was_recorded(page: Page, site: Served, language: str) -> None:
    page.goto(site.url(language, MAIN))
    assert page.locator("a[download]").count() > 10
    link = page.locator("a[download]:visible").first
    with page.expect_download() as event:
        link.click()
    name = link.get_attribute("download")
    assert event.value.suggested_filename == name
    downloaded = Path(event.value.path()).read_bytes()
    assert downloaded in downloads_of(language, name or "")


def downloads_of(language: str, name: str) -> list[bytes]:
    """Return the files of that name that the examples of a language are downloaded as."""
    project = Project(CONFIG)
    return [
        data
        for example in project.snippets
        for address, data in site_files(project, language, example).items()
        if address.rpartition("/")[2] == name
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_download_is_there(site: Served, language: str) -> None:
    project = Project(CONFIG)
    for example in project.snippets:
        if not is_lab(example):
            for address, data in site_files(project, language, example).items():
                assert (site.file(language).parent / address).read_bytes() == data


def brightness(figure: Locator) -> tuple[int, int]:
    """Return how bright the ground of a figure is, and how far its ink lies from that at most."""
    picture = Image.open(io.BytesIO(figure.screenshot())).convert("L")
    ground = picture.getpixel((2, 2))
    assert isinstance(ground, int)
    return ground, max(abs(extreme - ground) for extreme in picture.getextrema())


def has_figures(site: Served, path: str) -> bool:
    return '<figure class="evidoc-figure"' in site.file(next(iter(LANGUAGES)), path).read_text(
        "utf-8"
    )


def test_pages_have_figures_to_look_at(site: Served) -> None:
    assert sum(has_figures(site, path) for path in pages()) > 10


@pytest.mark.parametrize("path", pages())
def test_figures_follow_the_colours_of_the_page(
    again: tuple[Page, list[str]], site: Served, path: str
) -> None:
    page, complaints = again
    if not has_figures(site, path):
        return
    page.goto(site.url(next(iter(LANGUAGES)), path))
    complaints += page.evaluate("checks.images()")  # which loads them all
    assert complaints == []
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    figures = page.locator(".evidoc-figure img").all()
    for scheme, low, high in (("light", 200, 255), ("dark", 0, 60)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for figure in figures:
            name = f"{figure.get_attribute('src')} in {scheme}"
            ground, ink = brightness(figure)
            assert low <= ground <= high, f"{name} has the wrong ground"
            assert ink > 90, f"{name} is faint"


@pytest.mark.parametrize(("system", "chosen"), [("light", "slate"), ("dark", "default")])
def test_figures_follow_the_reader_rather_than_the_system(
    page: Page, site: Served, system: str, chosen: str
) -> None:
    page.emulate_media(color_scheme=system)  # type: ignore[arg-type]
    page.goto(site.url("en", MAIN))
    body = page.locator("body")
    buttons = page.locator("label[for^=__palette]:visible")
    for _ in range(3):
        buttons.click()
        media = body.get_attribute("data-md-color-media") or ""
        if body.get_attribute("data-md-color-scheme") == chosen and ":" in media:
            break
    figure = page.locator(".evidoc-figure img:visible").first
    figure.scroll_into_view_if_needed()
    ground, _ = brightness(figure)
    assert (ground < 60) == (chosen == "slate")
