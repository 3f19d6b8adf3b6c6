"""What the scan of a page's source takes for seen is what stands on the rendered page."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown import Markdown

from evidoc.checks.ordinals import find_ordinals
from evidoc.checks.visible import visible
from evidoc.markdown.render_all import markdown_of
from evidoc.markdown.rendering import Rendering, current
from evidoc.math.mathml import find_formulas
from evidoc.pages.markup import FRONT_MATTER, hide
from evidoc.pages.numerals import read_plain
from evidoc.pages.page import Page
from evidoc.project.config import find_root, load_config
from evidoc.project.project import Project

PROJECT = Project(load_config(find_root(Path(__file__).resolve().parent)))
PAGES = [(language, path) for language, pages in PROJECT.pages.items() for path in pages]

VOID = {"img", "br", "hr", "input", "link", "meta", "wbr"}
BLOCKS = {"p", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "pre", "figcaption", "dd", "dt"}
# Numbered by Markdown, checked as a formula, or no text of the page's source.
PASSED_OVER = {"headerlink", "footnote-ref", "footnote-backref", "evidoc-math", "evidoc-display"}
PASSED_OVER |= {"evidoc-evidence"}


class Seen(HTMLParser):
    """Collects what a reader sees, but for what comes from the record of an example."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        classes = set((named.get("class") or "").split())
        is_hidden = bool(self.open) and self.open[-1][1]
        if tag in ("script", "style") or classes & PASSED_OVER or "popover" in named:
            is_hidden = True
        # Of an example: its code, output and foot are recorded, alt text and caption are written.
        is_hidden = (is_hidden or "evidoc-example" in classes) and tag not in ("img", "figcaption")
        if not is_hidden:
            self.texts += [f"\n{named[name]}\n" for name in ("alt", "title") if named.get(name)]
        if tag in BLOCKS:
            self.texts.append("\n")
        if tag not in VOID:
            self.open.append((tag, is_hidden))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop()[0] == tag
        if tag in BLOCKS:
            self.texts.append("\n")

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1][1]):
            self.texts.append(data)


def rendered(page: Page, language: str, path: str, md: Markdown) -> Counter[str]:
    token = current.set(Rendering(PROJECT, language, path, page))
    try:
        md.reset()
        html = md.convert(page.body)
    finally:
        current.reset(token)
    seen = Seen()
    seen.feed(html)
    # Behind a claim's bracket, "million" is a unit; without the bracket it could not be read.
    text = "".join(seen.texts).replace("million", "")
    return Counter(each.text.strip() for each in read_plain(text))


def scanned(page: Page) -> Counter[str]:
    text = visible(page)
    front = FRONT_MATTER.match(text)
    formulas = find_formulas(page.source.prose)
    spans = [(each.start, each.start + len(each.latex)) for each in formulas]
    text = hide(text, [(0, front.end() if front else 0), *spans])
    shown = Counter(each.text.strip() for each in read_plain(text))
    # The scan takes ordinals by themselves; Markdown leaves those of headings and makes others.
    prose = page.source.prose
    lines = (
        (each.text, prose[prose.rfind("\n", 0, each.start) + 1 :]) for each in find_ordinals(prose)
    )
    shown.update(text for text, line in lines if line.startswith("#"))
    return shown


@pytest.fixture(scope="module")
def markdown() -> dict[str, Markdown]:
    return {each.code: markdown_of(PROJECT, each.code) for each in PROJECT.languages}


@pytest.mark.parametrize(("language", "path"), PAGES)
def test_the_scan_sees_what_is_rendered(
    language: str, path: str, markdown: dict[str, Markdown]
) -> None:
    page = PROJECT.pages[language][path]
    assert scanned(page) == rendered(page, language, path, markdown[language])
