"""A tiny site in two languages, built as `mkdocs build` and `mkdocs serve` build it."""

import json
import socket
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from small_site import Site

FILES = {
    "evidoc.toml": """
        coverage = "all"

        [languages]
        ko = { docs = "docs/ko", mkdocs = "mkdocs.yml" }
        en = { docs = "docs/en", mkdocs = "mkdocs.en.yml" }
    """,
    "mkdocs.yml": """
        site_name: 사이트
        site_url: https://site.example/base/
        docs_dir: docs/ko
        theme: { name: material, language: ko, font: false }
        plugins: { search: { lang: [ko, en] }, evidoc: {} }
        markdown_extensions: { attr_list: {}, evidoc: {} }
        nav: [index.md, { topic: [topic/index.md, topic/page.md] }]
    """,
    "mkdocs.en.yml": """
        INHERIT: mkdocs.yml
        site_name: Site
        docs_dir: docs/en
        theme: { language: en }
        plugins: { search: { lang: [en] } }
    """,
    "docs/ko/index.md": "# 처음 {#home}",
    "docs/ko/topic/index.md": "# 주제 {#topic}",
    "docs/ko/topic/page.md": "# 쪽 {#page}\n\n[처음](../index.md)",
    "docs/en/index.md": "# Home {#home}",
    "docs/en/topic/index.md": "# The topic {#topic}",
    "docs/en/topic/page.md": "# A page {#page}\n\n[home](../index.md)",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            "\n".join(line.removeprefix(" " * 8) for line in text.splitlines()), "utf-8"
        )
    return tmp_path


def configure(project: Path, command: str = "build", **options: object) -> MkDocsConfig:
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site"), **options)
    config.plugins.on_startup(command=command, dirty=False)
    return config


def test_builds_every_language_with_its_own_search(project: Path) -> None:
    build(configure(project, strict=True))
    titles = {}
    for folder in ("", "en/"):
        (file,) = (project / f"site/{folder}search").glob("index.*.json")
        index = json.loads(file.read_text("utf-8"))
        titles[folder] = ([title for _, title, *_ in index["docs"]], bool(index["particles"]))
    assert titles == {
        "": (["처음", "주제", "쪽"], True),
        "en/": (["Home", "The topic", "A page"], False),
    }


@pytest.mark.parametrize("languages", [["ko"], ["ko", "en"]])
def test_only_several_languages_have_a_switcher(project: Path, languages: list[str]) -> None:
    settings = project / "evidoc.toml"
    kept = [line for line in settings.read_text("utf-8").splitlines() if "= {" not in line]
    wanted = [line for line in FILES["evidoc.toml"].splitlines() if line.strip()[:2] in languages]
    settings.write_text("\n".join([*kept, *wanted]), "utf-8")
    build(configure(project))
    html = (project / "site/topic/page/index.html").read_text("utf-8")
    assert ("md-select" in html) is (len(languages) > 1)


def test_leaves_the_plugins_of_the_first_language_alone(project: Path) -> None:
    config = configure(project)
    build(config)
    assert config.plugins["material/search"].config.lang == ["ko", "en"]
    assert config.plugins["evidoc"].language.code == "ko"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("topic/page/", ['<html lang="ko"', "https://site.example/base/topic/page/", "주제"]),
        ("en/topic/page/", ['<html lang="en"', "https://site.example/base/en/topic/page/"]),
        ("en/topic/page/", ["The topic"]),  # the section is called by its index page's heading
    ],
)
def test_page_speaks_its_language(project: Path, page: str, expected: list[str]) -> None:
    build(configure(project))
    html = (project / "site" / page / "index.html").read_text("utf-8")
    assert [text for text in expected if text not in html] == []


def test_what_belongs_to_the_whole_site_stands_at_its_root(project: Path) -> None:
    build(configure(project))
    site_wide = ("**/404.html", "**/sitemap.xml*")
    found = [path for pattern in site_wide for path in (project / "site").glob(pattern)]
    assert {path.relative_to(project).as_posix() for path in found} == {
        "site/404.html",
        "site/sitemap.xml",
    }


def test_site_map_names_every_page_and_its_counterparts(project: Path) -> None:
    (project / "docs/en/only.md").write_text("# English only {#only}\n", "utf-8")
    build(configure(project))
    space = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    counterparts = {
        url.findtext("s:loc", "", space): [
            (link.get("hreflang"), link.get("href")) for link in url.iterfind("x:link", space)
        ]
        for url in ET.parse(project / "site/sitemap.xml").iterfind("s:url", space)
    }
    root = "https://site.example/base/"
    pairs = {
        path: [("ko", root + path), ("en", f"{root}en/{path}")] for path in ("", "topic/page/")
    }
    assert len(counterparts) == 7
    for path, pair in pairs.items():
        assert counterparts[root + path] == counterparts[f"{root}en/{path}"] == pair
    assert counterparts[f"{root}en/only/"] == [("en", f"{root}en/only/")]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_strict_counts_the_warnings_of_every_language(project: Path, language: str) -> None:
    page = project / f"docs/{language}/topic/page.md"
    page.write_text(page.read_text("utf-8") + "\n[gone](gone.md)\n", "utf-8")
    # MkDocs counts the link, and so does the check, which knows its line and what the other
    # language lacks.
    with pytest.raises(Abort, match="3 warnings"):
        build(configure(project, strict=True))


def test_broken_configuration_of_a_further_language(
    project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (project / "mkdocs.en.yml").write_text("INHERIT: mkdocs.yml\ndocs_dir: nowhere\n", "utf-8")
    with pytest.raises(Abort):
        build(configure(project))
    caplog.clear()
    config = configure(project, "serve", dev_addr="127.0.0.1:0")
    build(config, serve_url="http://127.0.0.1/")  # the live server stays up with the first language
    assert "mkdocs.en.yml" in caplog.text
    assert (project / "site/index.html").is_file()


def test_address_in_use_is_named_before_anything_is_built(
    project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        config = configure(project, "serve", dev_addr=f"127.0.0.1:{port}")
        with pytest.raises(Abort):
            build(config, serve_url=f"http://127.0.0.1:{port}/")
    assert f"make serve ADDR=127.0.0.1:{port + 1}" in caplog.text
    assert not (project / "site").exists()


def test_a_configuration_without_the_extension_is_told_so(
    project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = project / "mkdocs.yml"
    text = path.read_text("utf-8")
    assert "attr_list: {}, evidoc: {}" in text
    path.write_text(text.replace("attr_list: {}, evidoc: {}", "attr_list: {}"), "utf-8")
    build(configure(project))
    assert "mkdocs.yml:1: the Markdown extension of evidoc is not loaded" in caplog.text


def test_a_check_says_that_nothing_shows_the_claims(site: Site) -> None:
    site.replace("mkdocs.yml", ", evidoc: {}}", "}")
    said = site.evidoc("check").output
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        assert f"{name}:1: the Markdown extension of evidoc is not loaded" in said
    assert "indented code" not in said
