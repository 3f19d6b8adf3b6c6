"""What a first visit of each page loads before a reader does anything, compressed.

Counted from what a page names, the same on any machine: how many of the pictures further down a
browser loads ahead depends on the connection, and ``make audit`` measures it.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from built_site import LANGUAGES, Served, pages

GOAL = 90  # kilobytes
SEEN = 1  # pictures on or near the first screen
TEXTS = {".css", ".html", ".js", ".svg"}


@cache
def kilobytes(file: Path) -> float:
    data = file.read_bytes()
    return len(gzip.compress(data, 9) if file.suffix in TEXTS else data) / 1000


def loaded(page: Path) -> Iterator[Path]:
    """Yield the files that a browser loads with a page."""
    yield page
    tree = LexborHTMLParser(page.read_text("utf-8"))
    for late in tree.css("noscript"):
        late.decompose()
    addresses = [link.attributes["href"] for link in tree.css("link[rel=stylesheet]")]
    addresses += [script.attributes["src"] for script in tree.css("script[src]")]
    addresses += [image.attributes["src"] for image in tree.css("article img")[:SEEN]]
    for address in addresses:
        yield (page.parent / urlsplit(address or "").path).resolve()
    root = page.parent / (tree.css_first("a.md-logo").attributes["href"] or "")
    if tree.css("math"):
        yield from (root / "assets/evidoc").glob("*.woff2")
    if tree.css(".explorer-own"):
        yield from (root / "assets/explorer").iterdir()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_visit_is_light(site: Served, language: str) -> None:
    heavy = {}
    for path in pages():
        files = {file.name: kilobytes(file) for file in loaded(site.file(language, path))}
        assert {"site.css", "site.js", "theme.js", "index.html"} <= set(files)
        assert any(name.startswith("evidoc.") for name in files)
        weight = round(sum(files.values()), 1)
        if weight > GOAL:
            heavy[path] = weight, files
    assert heavy == {}
