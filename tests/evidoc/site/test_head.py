"""What the head of a page says, and what a site says to crawlers."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pytest
from bs4 import BeautifulSoup

from evidoc.site.head import About, add_head
from evidoc.site.revisions import revisions
from small_site import Site

PAGE = "<html><head><title>A</title></head><body></head></body></html>"
ROOT = "https://site.example/base/"
GIT = ("git", "-c", "user.name=a", "-c", "user.email=a@site.example")


def head(html: str) -> BeautifulSoup:
    return BeautifulSoup(html.partition("</head>")[0], "html.parser")


def metas(html: str) -> dict[str, str]:
    found = head(html).select("meta[property], meta[name]")
    return {str(each.get("property") or each["name"]): str(each["content"]) for each in found}


def data(html: str) -> list[dict[str, Any]]:
    (script,) = head(html).select("script[type='application/ld+json']")
    graph: list[dict[str, Any]] = json.loads(script.string or "")["@graph"]
    return graph


def links(html: str) -> dict[str, str]:
    found = head(html).select("link[hreflang]")
    assert all("alternate" in each["rel"] for each in found)
    return {str(each["hreflang"]): str(each["href"]) for each in found}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('A "kernel" & <more>', 'A "kernel" & <more>'),
        ("</script><script>alert(1)</script>", "</script><script>alert(1)</script>"),
        ("커널’s 폭", "커널’s 폭"),
    ],
)
def test_a_title_stays_text_whatever_it_holds(text: str, shown: str) -> None:
    html = add_head(PAGE, About(text, text, "ko", text))
    assert metas(html)["og:title"] == metas(html)["description"] == shown
    assert data(html)[0]["headline"] == shown
    assert html.count("<script") == html.count("</script>") == 1
    assert html.endswith("</head><body></head></body></html>")


@pytest.mark.parametrize(
    ("code", "locale"), [("ko", "ko_KR"), ("en", "en_US"), ("pt-BR", "pt_BR"), ("zh-Hant", "zh_TW")]
)
def test_a_card_names_language_and_country(code: str, locale: str) -> None:
    assert metas(add_head(PAGE, About("A", "", code, "S")))["og:locale"] == locale


def test_a_description_is_not_said_twice() -> None:
    page = PAGE.replace("<title>", '<meta name="description" content="own"><title>')
    assert metas(add_head(page, About("A", "other", "en", "S")))["description"] == "own"


def with_address(site: Site) -> None:
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        site.write(name, site.read(name) + "site_author: We\nextra: {card: card.png}\n")
    site.write("mkdocs.yml", site.read("mkdocs.yml") + f"site_url: {ROOT}\n")
    png = b"\x89PNG\r\n\x1a\n" + bytes(8) + (1200).to_bytes(4) + (630).to_bytes(4)
    for code in ("ko", "en"):
        site.path(f"docs/{code}/card.png").write_bytes(png)


def test_a_page_leads_to_its_counterparts(site: Site) -> None:
    with_address(site)
    site.write("docs/ko/own.md", "# 한국어만 {#own}\n")
    assert site.build().exit_code == 0
    expected = {"ko": f"{ROOT}size/", "en": f"{ROOT}en/size/", "x-default": f"{ROOT}size/"}
    for folder in ("", "en/"):
        html = site.read(f"site/{folder}size/index.html")
        assert links(html) == expected
        assert metas(html)["og:url"] == f"{ROOT}{folder}size/"
        assert metas(html)["og:image"] == f"{ROOT}{folder}card.png"
        assert metas(html)["og:image:width"] == "1200"
        article, way = data(html)
        assert article["author"]["name"] == "We"
        assert [step["item"] for step in way["itemListElement"]] == [
            f"{ROOT}{folder}",
            f"{ROOT}{folder}size/",
        ]
    assert links(site.read("site/own/index.html")) == {}
    assert links(site.read("site/en/index.html"))["ko"] == ROOT
    assert site.read("site/robots.txt").endswith(f"\nSitemap: {ROOT}sitemap.xml\n")


def test_without_an_address_nothing_absolute_is_said(site: Site) -> None:
    assert site.build().exit_code == 0
    html = site.read("site/en/size/index.html")
    assert links(html) == {}
    assert {"og:url", "og:image"} & set(metas(html)) == set()
    assert [each["@type"] for each in data(html)] == ["TechArticle"]
    assert "://" not in "".join(str(text) for text in metas(html).values())
    assert not site.path("site/robots.txt").exists()


def test_a_site_keeps_its_own_robots(site: Site) -> None:
    with_address(site)
    site.write("docs/ko/robots.txt", "User-agent: *\nDisallow: /\n")
    assert site.build().exit_code == 0
    assert "Disallow" in site.read("site/robots.txt")


def test_the_last_change_comes_from_git(site: Site) -> None:
    with_address(site)
    site.build()
    assert "dateModified" not in data(site.read("site/size/index.html"))[0]
    date = {"GIT_COMMITTER_DATE": "2020-02-03T00:00:00Z", "PATH": "/usr/bin:/bin"}
    for command in (("init", "-q"), ("add", "docs/ko/size.md"), ("commit", "-qm", "one")):
        subprocess.run([*GIT, *command], cwd=site.root, env=date, check=True)
    assert site.build().exit_code == 0
    html = site.read("site/size/index.html")
    assert data(html)[0]["dateModified"] == "2020-02-03"
    assert re.findall("<lastmod>(.*)</lastmod>", site.read("site/sitemap.xml")) == ["2020-02-03"]
    for command in (
        ("add", "docs/ko/index.md"),
        ("commit", "-qm", "two"),
        ("clone", "-q", "--depth", "1", f"file://{site.root}", "shallow"),
    ):
        subprocess.run([*GIT, *command], cwd=site.root, env=date, check=True)
    assert revisions(site.root)["docs/ko/index.md"] == "2020-02-03"
    assert revisions(site.path("shallow")) == {}


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ("repo_url: https://git.example/a/b\nedit_uri: edit/main/docs/ko/\n", "edit/main/docs/"),
        ("repo_url: https://git.example/a/b\n", None),
        ("edit_uri: edit/main/docs/ko/\n", None),
    ],
)
def test_one_setting_leads_every_language_to_its_sources(
    site: Site, settings: str, address: str | None
) -> None:
    theme = "{name: material, font: false, features: [content.action.edit]}"
    site.replace("mkdocs.yml", "{name: mkdocs}", theme)
    site.write("mkdocs.yml", site.read("mkdocs.yml") + settings)
    assert site.build("--strict").exit_code == 0
    for code, folder in (("ko", ""), ("en", "en/")):
        found = BeautifulSoup(site.read(f"site/{folder}size/index.html"), "html.parser")
        edit = [str(link["href"]) for link in found.select("a[rel=edit]")]
        expected = [f"https://git.example/a/b/{address}{code}/size.md"] if address else []
        assert edit == expected
