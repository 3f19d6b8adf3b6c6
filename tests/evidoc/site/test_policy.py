"""Nothing stands inline in what is built."""

from __future__ import annotations

import re

import pytest

from evidoc.site.policy import without_inline, without_pictures
from small_site import Site

# A page of a theme, and what becomes of it: N stands for the name of a file.
PAGES = [
    ("<script>a()</script>", '<script src="../N.js"></script>', ["a()"]),
    ("<script>a()</script><p><script>a()</script>", None, ["a()"]),
    (
        "<script id='x'>\na()\nb()</script>",
        "<script id='x' src=\"../N.js\"></script>",
        ["\na()\nb()"],
    ),
    (
        '<script type="module">a()</script>',
        '<script type="module" src="../N.js"></script>',
        ["a()"],
    ),
    ('<script type="application/json">{}</script>', "same", []),
    ('<script type="application/ld+json">{}</script>', "same", []),
    ('<script src="a.js"></script>', "same", []),
    (
        '<script src="a.js"></script><script>a()</script>',
        '<script src="a.js"></script><script src="../N.js"></script>',
        ["a()"],
    ),
    ('<script src="a.js">ignored</script>', "same", []),
    ("<code>&lt;script&gt;a()&lt;/script&gt;</code>", "same", []),
    ('<td style="text-align: right;">1</td>', '<td data-align="right">1</td>', []),
    ('<th class="a" style="text-align:left">1</th>', '<th class="a" data-align="left">1</th>', []),
    ('<p style="color: red">an author\'s own</p>', "same", []),
]


@pytest.mark.parametrize(("page", "expected", "scripts"), PAGES)
def test_what_a_theme_writes_into_a_page_becomes_a_file(
    page: str, expected: str | None, scripts: list[str]
) -> None:
    made, files = without_inline(page, "..")
    assert [data.decode() for data in files.values()] == scripts
    for address in files:
        made = made.replace(address, "N.js")
    if expected:
        assert made == (page if expected == "same" else expected)


SVG = "<svg xmlns='http://www.w3.org/2000/svg'><path d='M1 (2)'/></svg>"
SHEETS = [
    (f'url("data:image/svg+xml;charset=utf-8,{SVG}")', SVG),
    (f'url("data:image/svg+xml,{SVG.replace("<", "%3C")}")', SVG),
    ("url(data:image/svg+xml,%3Csvg%3E)", "<svg>"),
    ("url(fonts/a.woff2)", None),
]


@pytest.mark.parametrize(("sheet", "picture"), SHEETS)
def test_a_picture_in_a_style_sheet_becomes_a_file(sheet: str, picture: str | None) -> None:
    made, files = without_pictures(f"a{{mask:{sheet}}}", "assets/css/main.css")
    assert [data.decode() for data in files.values()] == [picture] * bool(picture)
    assert "data:" not in made
    for address in files:
        assert made == f"a{{mask:url({address.replace('assets/', '../')})}}"


def test_nothing_stands_inline_in_a_built_site(site: Site) -> None:
    site.replace("mkdocs.yml", "name: mkdocs", "name: material, font: false")
    assert site.build().exit_code == 0
    root = site.path("site")
    pages = {path: path.read_text("utf-8") for path in root.rglob("*.html")}
    assert pages
    for path, page in pages.items():
        for attributes in re.findall(r"<script\b([^>]*)>", page):
            source = re.search(r'src="([^"]*)"', attributes)
            assert source or "json" in attributes, path
            if source:
                base = root if source[1].startswith("/") else path.parent
                assert (base / source[1].lstrip("/")).is_file(), source[1]
        assert not re.search(r'<[^>]* style="', page), path
    for sheet in root.rglob("*.css"):
        assert 'url("data:image/svg' not in sheet.read_text("utf-8"), sheet
        for picture in re.findall(r"url\(([^)]*/[0-9a-f]{8}\.svg)\)", sheet.read_text("utf-8")):
            assert (sheet.parent / picture).is_file()
