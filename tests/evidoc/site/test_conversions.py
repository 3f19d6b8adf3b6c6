"""A build of the same inputs converts no page again, unless something unknown takes part."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from markdown import Markdown

from small_site import Site

KEPT = ".cache/evidoc-pages.json"
EN = "docs/en/index.md"
MORE = {EN: "More", "docs/ko/index.md": "더"}
COUNTS = """\
from itertools import count
from pathlib import Path

from markdown import Extension
from markdown.postprocessors import Postprocessor

numbers = Path(__file__).parents[1] / "numbers"


class Number(Postprocessor):
    def run(self, text):
        with numbers.open("a") as file:
            file.write("x")
        return f"{text}<p>Conversion {numbers.stat().st_size}</p>"


class Numbers(Extension):
    def extendMarkdown(self, md):
        md.postprocessors.register(Number(md), "number", 0)


def makeExtension(**options):
    return Numbers(**options)
"""


@pytest.fixture
def conversions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is converted, each text."""
    texts: list[str] = []
    convert = Markdown.convert

    def noted(self: Markdown, source: str) -> str:
        texts.append(source)
        return convert(self, source)

    monkeypatch.setattr(Markdown, "convert", noted)
    return texts


def pages(site: Site) -> dict[str, bytes]:
    """The site without the dates that MkDocs itself writes."""
    return {
        name: re.sub(rb"Build Date UTC : .*", b"", data)
        for name, data in site.tree().items()
        if name.startswith("site/") and not name.endswith((".gz", "sitemap.xml"))
    }


def test_the_second_build_converts_nothing_and_writes_the_same(
    site: Site, conversions: list[str]
) -> None:
    for path, title in MORE.items():
        site.write(path, f"{site.read(path)}\n## {title} {{#more}}\n\n[↓](#more), [→](size.md)\n")
    assert site.build("--strict").exit_code == 0
    first, asked = pages(site), len(conversions)
    assert asked > 1
    site.build("--strict")
    assert (pages(site), len(conversions)) == (first, asked)
    site.replace(EN, "## More", "## Others")
    site.build("--strict")
    assert "Others</h2>" in site.read("site/en/index.html")


def test_builds_that_say_more_or_less_keep_theirs_side_by_side(
    site: Site, conversions: list[str]
) -> None:
    for options in ([], ["--quiet"]):
        site.build(*options)
    asked = len(conversions)
    for options in ([], ["--quiet"]):
        site.build(*options)
    assert len(conversions) == asked


def test_what_a_conversion_warns_of_is_said_by_each_build(site: Site) -> None:
    site.write("docs/en/other.md", "# Other {#other}\n\n[Gone](gone.md)\n")
    site.write("docs/ko/other.md", "# 다른 쪽 {#other}\n\n[없음](gone.md)\n")
    said = [site.build().stderr.count("'gone.md'") for _ in range(3)]
    assert said[0] > 0
    assert said == [said[0]] * 3


def test_what_is_known_by_nobody_takes_part_in_each_build(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = site.root.parent / "away"
    away.mkdir()
    (away / "counts_for_tests.py").write_text(COUNTS)
    (site.root.parent / "numbers").touch()
    monkeypatch.syspath_prepend(away)
    site.replace("mkdocs.yml", "{attr_list: {}", "{counts_for_tests: {}, attr_list: {}")
    shown = []
    for _ in range(3):
        assert site.build("--strict").exit_code == 0
        shown.append(site.read("site/index.html").partition("<p>Conversion ")[2].partition("<")[0])
    assert len(set(shown)) == 3


def _without_html(site: Site) -> None:
    kept = json.loads(site.read(KEPT))
    for page in kept["pages"].values():
        del page["html"]
    site.write(KEPT, json.dumps(kept))


DAMAGES: dict[str, Callable[[Site], object]] = {
    "gone": lambda site: site.path(KEPT).unlink(),
    "cut": lambda site: site.write(KEPT, site.read(KEPT)[:99]),
    "a list": lambda site: site.write(KEPT, "[]"),
    "no pages": lambda site: site.write(KEPT, '{"inputs": "", "pages": {}}'),
    "no HTML": _without_html,
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_costs_time_alone(site: Site, name: str) -> None:
    site.build("--strict")
    first = pages(site)
    DAMAGES[name](site)
    assert site.build("--strict").exit_code == 0
    assert pages(site) == first
