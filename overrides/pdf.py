"""Prints the course as one PDF for each language, tagged and with bookmarks: see `make pdf`.

The pages of the built site are put one behind the other into one page, links between them included,
and a browser prints that. Nothing of the site's scripts runs.
"""

from __future__ import annotations

import os
import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from mkdocs.config import load_config
from playwright.sync_api import sync_playwright

from browser import ADVICE, find_browser
from built_site import address_of, paths_of

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = {"ko": ("", "mkdocs.yml"), "en": ("en/", "mkdocs.en.yml")}
LEFT_OUT = ("explorer.md", "manual/")  # what is there to be touched, and what is about the engine
# Folds, buttons and marks: on paper nobody presses anything.
FOLDED = (
    "script, button, .headerlink, .md-content__button, .md-source-file, .evidoc-cite, "
    ".evidoc-data, .evidoc-code, .evidoc-whole, .evidoc-notes > :not(summary), a.evidoc-how:empty"
)
STYLE = """
@page { margin: 18mm 16mm 20mm; size: A4 }
html, body { background: none; font-size: 100% }
body { display: block; min-height: 0 }
.md-typeset { font-size: 10.5pt }
section { break-before: page }
section:first-child { break-before: auto }
h1, h2, h3, h4 { break-after: avoid }
.evidoc-figure, tr, .admonition { break-inside: avoid }
.md-typeset pre > code { font-size: 8pt; overflow: visible; white-space: pre-wrap }
.evidoc-long, .evidoc-scroll { max-height: none; overflow: visible }
.evidoc-display { background: none; overflow: visible }
"""
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""
FOOT = '<div style="font-size:8px;margin:auto"><span class="pageNumber"></span></div>'


def main() -> None:
    """Print the site that lies in the first folder into the second."""
    site, folder = map(Path, sys.argv[1:])
    browser = find_browser()
    if browser is None:
        sys.exit(ADVICE)
    folder.mkdir(exist_ok=True)
    with TemporaryDirectory() as fonts, sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=browser, env=_with_fonts(fonts))
        page = chromium.new_context(java_script_enabled=False).new_page()
        for code, (below, settings) in LANGUAGES.items():
            book = site / below / "book.html"
            book.write_text(bound(site / below, code, settings), "utf-8")
            page.goto(book.resolve().as_uri())
            page.evaluate("document.fonts.ready")  # those of formulas
            page.pdf(
                path=folder / f"{code}.pdf",
                prefer_css_page_size=True,
                tagged=True,
                outline=True,
                display_header_footer=True,
                header_template="<span></span>",
                footer_template=FOOT,
            )
            book.unlink()
        chromium.close()


def bound(site: Path, code: str, settings: str) -> str:
    """Return the pages of a language as one HTML document, to be put at that language's root."""
    config = load_config(str(ROOT / settings))
    online = urljoin(config.site_url or "", LANGUAGES[code][0])
    paths = [path for path in paths_of(config.nav) if not path.startswith(LEFT_OUT)]
    names = {address_of(path): _name(path) for path in paths}
    text = "".join(_part(site, address, names, online) for address in names)
    home = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")
    sheets = "".join(str(sheet) for sheet in home.select("head > link[rel=stylesheet]"))
    title = home.title.string if home.title else config.site_name
    return (
        f'<!doctype html><html lang="{code}"><head><meta charset="utf-8"><title>{title}</title>'
        f"{sheets}<style>{STYLE}</style></head>"
        '<body dir="ltr" data-md-color-scheme="default" data-md-color-primary="custom">'
        f'<main class="md-typeset">{text}</main></body></html>'
    )


def _with_fonts(folder: str) -> dict[str, str]:
    """Return an environment in which the browser has Korean letters, where the system has none."""
    try:
        package = distribution("koreanize-matplotlib")
    except PackageNotFoundError:
        return dict(os.environ)
    settings = Path(folder, "fonts.conf")
    settings.write_text(
        FONTS.format(fonts=package.locate_file("koreanize_matplotlib/fonts"), cache=folder), "utf-8"
    )
    return {**os.environ, "FONTCONFIG_FILE": str(settings)}


def _name(path: str) -> str:
    return re.sub(r"\W+", "-", path.rpartition(".")[0])


def _part(site: Path, address: str, names: dict[str, str], online: str) -> str:
    """Return one page as a section whose ids, links and pictures hold in the whole."""
    html = (site / address / "index.html").read_text("utf-8")
    article = BeautifulSoup(html, "html.parser").select_one("article")
    assert article
    for each in article.select(FOLDED):
        each.decompose()
    for link in article.select("a.evidoc-how"):
        link.unwrap()
    for each in article.find_all(True):
        _settle(each, address, names, online)
    return f'<section id="{names[address]}">{article.decode_contents()}</section>'


def _settle(element: Tag, address: str, names: dict[str, str], online: str) -> None:
    name = names[address]
    for attribute in ("id", "for", "aria-labelledby", "aria-describedby"):
        if attribute in element.attrs:
            element[attribute] = f"{name}.{element[attribute]}"
    if "src" in element.attrs and not str(element["src"]).startswith("data:"):
        element["src"] = urljoin(address, str(element["src"]))
        element.attrs.pop("loading", None)  # what lies below the window is printed, too
    if "href" in element.attrs:
        link = urlsplit(urljoin(address, str(element["href"])))
        if link.scheme:
            return
        target = names.get(link.path)
        if target:
            element["href"] = f"#{target}.{link.fragment}" if link.fragment else f"#{target}"
        else:
            element["href"] = urljoin(online, link.geturl())


if __name__ == "__main__":
    main()
