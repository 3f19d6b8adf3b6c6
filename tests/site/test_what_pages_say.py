"""What the pages of this site tell search engines and whoever shows a link to them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup

from built_site import LANGUAGES, Served, pages

ROOT = "https://evidoc.example"


def heads(site: Served, language: str) -> dict[str, BeautifulSoup]:
    texts = {path: site.file(language, path).read_text("utf-8") for path in pages()}
    return {
        path: BeautifulSoup(text.partition("</head>")[0], "html.parser")
        for path, text in texts.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_title_and_a_description_of_its_own(site: Served, language: str) -> None:
    found = heads(site, language)
    titles = [head.title.get_text(strip=True) for head in found.values() if head.title]
    said = [str(head.select("meta[name=description]")[0]["content"]) for head in found.values()]
    for texts in (titles, said):
        assert len(texts) == len(set(texts)) == len(pages())
    assert all(20 <= len(text) <= 300 for text in said), sorted(said, key=len)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_its_counterparts_and_says_what_it_is(
    site: Served, language: str
) -> None:
    for path, head in heads(site, language).items():
        links = {link["hreflang"]: link["href"] for link in head.select("link[hreflang]")}
        expected = {code: f"{ROOT}{LANGUAGES[code]}{path}" for code in LANGUAGES}
        assert links == {**expected, "x-default": f"{ROOT}/{path}"}
        assert head.select("link[rel=canonical]")[0]["href"] == links[language]
        (card,) = head.select("meta[property='og:image']")
        assert card["content"] == f"{ROOT}{LANGUAGES[language]}assets/card.{language}.png"
        (script,) = head.select("script[type='application/ld+json']")
        article, way = json.loads(script.string or "")["@graph"]
        assert article["@type"] == "TechArticle"
        assert article["url"] == links[language]
        assert article["inLanguage"] == language
        steps: list[dict[str, Any]] = way["itemListElement"]
        assert steps[-1]["item"] == links[language]
        for step in steps:
            below = step["item"].removeprefix(f"{ROOT}{LANGUAGES[language]}")
            assert site.file(language, below).is_file()


def test_crawlers_are_led_to_every_page(site: Served) -> None:
    assert f"Sitemap: {ROOT}/sitemap.xml" in (site.folder / "robots.txt").read_text("utf-8")
    listed = (site.folder / "sitemap.xml").read_text("utf-8")
    for prefix in LANGUAGES.values():
        for path in pages():
            assert f"<loc>{ROOT}{prefix}{path}</loc>" in listed
