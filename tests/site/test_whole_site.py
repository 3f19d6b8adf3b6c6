"""What belongs to the site as a whole: links, the site map, the page that does not exist."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, expect

from built_site import LANGUAGES, Served, pages, pages_beside_the_navigation

OPTIONS = ("--offline", "--include-fragments", "--index-files", "index.html", "--no-progress")


def test_every_link_and_fragment_leads_somewhere(site: Served) -> None:
    # Beside the interpreter: an environment need not be activated.
    lychee = shutil.which("lychee", path=str(Path(sys.executable).parent))
    assert lychee, "lychee is not installed: make test installs it"
    files = sorted(map(str, site.folder.rglob("*.html")))
    assert len(files) > len(LANGUAGES) * len(pages())
    done = subprocess.run(
        [lychee, *OPTIONS, "--root-dir", str(site.folder), *files],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_caption_is_the_last_in_its_figure(site: Served) -> None:
    """In HTML nothing may follow a caption but the end of its figure."""
    captions = 0
    for file in site.folder.rglob("*.html"):
        for behind in re.findall(r"</figcaption>\s*(\S{1,9})", file.read_text("utf-8")):
            assert behind == "</figure>", file
            captions += 1
    assert captions


def test_a_label_belongs_to_a_control(site: Served) -> None:
    labels = 0
    for file in site.folder.rglob("*.html"):
        page = file.read_text("utf-8")
        named = set(re.findall(r'<label [^>]*\bfor="([^"]+)"', page))
        assert named <= set(re.findall(r'<input [^>]*\bid="([^"]+)"', page)), file
        labels += len(named)
    assert labels


def test_what_stands_in_for_scripts_is_whole(site: Served) -> None:
    """A browser ends what it does not show without scripts at the first end that it meets."""
    found = 0
    for file in site.folder.rglob("*.html"):
        tags = re.findall(r"</?noscript", file.read_text("utf-8"))
        assert tags[::2] == ["<noscript"] * (len(tags) // 2), file
        assert tags[1::2] == ["</noscript"] * (len(tags) // 2), file
        found += len(tags)
    assert found


def test_the_site_map_names_every_page_in_every_language(site: Served) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    urls = ET.parse(site.folder / "sitemap.xml").getroot().findall("s:url", names)
    found = {}
    for url in urls:
        address = urlsplit(url.findtext("s:loc", "", names)).path
        links = url.findall("{http://www.w3.org/1999/xhtml}link")
        found[address] = {
            link.get("hreflang"): urlsplit(link.get("href") or "").path for link in links
        }
    assert found == {
        LANGUAGES[language] + page: {other: root + page for other, root in LANGUAGES.items()}
        for language, page in product(LANGUAGES, [*pages(), *pages_beside_the_navigation()])
    }
    for address in found:
        assert (site.folder / address.lstrip("/") / "index.html").is_file()


@pytest.mark.parametrize("path", ["nowhere/", "en/no/where/", "convolution/none.html"])
def test_an_address_that_does_not_exist_is_answered_in_every_language(
    page: Page, site: Served, complaints: list[str], path: str
) -> None:
    answer = page.goto(f"{site.address}/{path}")
    assert answer
    assert answer.status == 404
    complaints.remove(f"404 for {site.address}/{path}")
    for language, home in LANGUAGES.items():
        section = page.locator(f"section[lang={language}]")
        expect(section.get_by_role("heading")).to_be_visible()
        assert section.get_by_role("link").evaluate("link => link.pathname") == home
    assert [text for text in complaints if "404 (Not Found)" not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_reach_the_text_first(page: Page, site: Served, language: str) -> None:
    page.goto(site.url(language, "convolution/dilated-convolution/"))
    page.keyboard.press("Tab")
    skip = page.locator("a.md-skip")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_lists_its_chapters_to_who_reads_it(
    page: Page, site: Served, language: str
) -> None:
    start = page.locator('.md-sidebar--primary a[href$="start/"]')
    page.goto(site.url(language, "convolution/conv2d/"))
    expect(start).to_have_count(1)
    expect(start).to_be_hidden()
    page.locator('.md-sidebar--primary a[href$="manual/"]').click()
    expect(start).to_be_visible()
