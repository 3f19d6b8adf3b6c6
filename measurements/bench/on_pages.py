"""Whether what the examples print and draw really is on the pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bs4 import BeautifulSoup

from bench.corpus import Page

SMALLEST = 2000  # bytes; what is smaller is an icon


def missing(site: Path, pages: Sequence[Page], *, figures: bool = True) -> list[str]:
    """Return what the site lacks: lines of examples and, if it should have them, figures."""
    html = {path: _squeezed(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
    lacking = []
    for page in pages:
        holding: set[Path] = set()
        for example in page.examples:
            line = _squeezed(example.says)
            found = {path for path, text in html.items() if line in text}
            if not found:
                lacking.append(f"{example.name}: the line “{example.says}”")
            holding |= found
        wanted = sum(example.figure for example in page.examples) if figures else 0
        shown = max((_figures(path) for path in holding), default=0) if wanted else 0
        if shown < wanted:
            lacking.append(f"{page.name}: {wanted} figures, of which {shown} are there")
    return lacking


def text_of(site: Path) -> str:
    """Return all text of a site that a reader can see."""
    pages = sorted(site.rglob("*.html"))
    return "\n".join(
        BeautifulSoup(path.read_text("utf-8"), "html.parser").get_text() for path in pages
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _figures(path: Path) -> int:
    """Return how many figures a page shows."""
    soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    drawn = sum(len(str(each)) >= SMALLEST for each in soup.find_all("svg"))
    sources = {str(each.get("src", "")) for each in soup.find_all("img")}
    return drawn + sum(_is_figure(path, source) for source in sources)


def _is_figure(page: Path, source: str) -> bool:
    if source.startswith("data:"):
        return len(source) >= SMALLEST
    file = page.parent / source.partition("?")[0]
    return "_static" not in file.parts and file.is_file() and file.stat().st_size >= SMALLEST
