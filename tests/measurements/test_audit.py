"""The table of the audit: what is measured stands beside its goal, and what misses it is marked."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path

import pytest

from audit import CATEGORIES, GOALS, Asked, Scores, audit, digest, head, row
from auditors import Compressed, Lighthouse, Measured
from built_site import LANGUAGES, Served, serve

WELL = {"performance": 95, "accessibility": 100, "KB": 90.4, "elements": 3000, "axe": 0}


@pytest.mark.parametrize(
    ("page", "change", "marked"),
    [
        ("convolution/", {}, ""),
        ("convolution/", {"performance": 94.4}, "94"),
        ("convolution/", {"accessibility": 99}, "99"),
        ("convolution/", {"KB": 90.6}, "91"),
        ("labs/causal/", {"KB": 91}, "91"),
        ("convolution/", {"elements": 3001}, "3001"),
        ("convolution/", {"axe": 1}, "1"),
    ],
)
def test_what_misses_its_goal_is_marked(page: str, change: dict[str, float], marked: str) -> None:
    address = f"/en/{page}"
    said = row(address, {**WELL, **change})
    assert all(len(line.split("|")) == len(said.split("|")) for line in head().splitlines())
    cells = [cell.strip() for cell in said.strip("|").split("|")]
    assert cells[0] == address
    assert len(cells) == 1 + len(GOALS)
    assert [cell for cell in cells if "**" in cell] == ([f"**{marked}**"] if marked else [])


def test_what_was_not_scored_is_no_zero() -> None:
    said = row("/en/", {**WELL, "seo": None})
    cells = dict(zip(head().splitlines()[0].split("|"), said.split("|"), strict=True))
    assert cells[" seo "] == " not measured "
    assert cells[" HTML "] == "  "  # what nobody asked for


def test_text_is_served_as_hosts_do(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>text</p>" * 100)
    (tmp_path / "font.woff2").write_bytes(b"woff2")
    with serve(tmp_path, Compressed) as site:
        for name, encoding in (("", "gzip"), ("font.woff2", None)):
            with urllib.request.urlopen(f"{site.address}/{name}") as answer:
                data = answer.read()
                assert answer.headers["Content-Encoding"] == encoding
    assert data == b"woff2"


def test_scores_are_kept_while_the_site_is_the_same(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "audit.json"
    quick = {"accessibility": 100.0, "best-practices": 100.0, "seo": 90.0}
    Scores(file, "one").add("/en/", quick)
    Scores(file, "one").add("/en/", {**quick, "performance": 97.0})
    assert Scores(file, "one").of("/en/", CATEGORIES[1:]) == [quick, {**quick, "performance": 97}]
    assert Scores(file, "one").of("/en/", CATEGORIES) == [{**quick, "performance": 97}]
    assert Scores(file, "one").of("/", CATEGORIES) == []
    Scores(file, "one").add("/", {**quick, "seo": None})
    assert Scores(file, "one").of("/", CATEGORIES[1:]) == []
    assert Scores(file, "other").of("/en/", CATEGORIES) == []


def test_a_site_is_the_same_at_another_address(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<link href="http://127.0.0.1:1/">')
    first = digest(Served(tmp_path, "http://127.0.0.1:1"))
    assert digest(Served(tmp_path, "http://127.0.0.1:2")) != first
    (tmp_path / "index.html").write_text('<link href="http://127.0.0.1:2/">')
    assert digest(Served(tmp_path, "http://127.0.0.1:2")) == first


class Failing(Lighthouse):
    """Scores nothing the first time, and all but SEO the second."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def scores(self, url: str, categories: Iterable[str]) -> Measured | None:
        self.asked.append(url)
        every = dict.fromkeys(categories, None if len(self.asked) % 2 else 100.0)
        return {**every, "seo": None}


class Counting(Lighthouse):
    """Scores every page with what it says, and counts how often."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def scores(self, url: str, categories: Iterable[str]) -> Measured | None:
        self.asked.append(url)
        return dict.fromkeys(categories, 100.0 + len(self.asked) - 2)


def test_a_category_without_a_score_is_not_measured(
    site_of_titles: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = site_of_titles.folder / "audit.json"
    with_scores(monkeypatch, Failing())
    table = list(audit(site_of_titles, Asked([""], CATEGORIES, 2, 1), Scores(kept, "site")))
    names = [name.strip() for name in table[0].splitlines()[0].split("|")]
    for line in table[1 : 1 + len(LANGUAGES)]:
        cells = dict(zip(names, map(str.strip, line.split("|")), strict=True))
        assert (cells["performance"], cells["seo"]) == ("100", "not measured")


@pytest.fixture
def site_of_titles(tmp_path: Path) -> Served:
    for root in LANGUAGES.values():
        folder = tmp_path / root.strip("/")
        folder.mkdir(exist_ok=True)
        (folder / "index.html").write_text("<title>a page</title>")
    return Served(tmp_path, "http://127.0.0.1:1")


def with_scores(patch: pytest.MonkeyPatch, program: Lighthouse) -> None:
    """Put a program in Lighthouse's place, and figures in that of everything else."""
    patch.setattr("audit.opened", nullcontext)
    patch.setattr("audit.lighthouse", lambda: nullcontext(program))
    patch.setattr("audit.html_errors", lambda files: dict.fromkeys(files, 0.0))
    patch.setattr("audit.broken_links", lambda *_: None)
    patch.setattr("audit.visited", lambda *_: {"KB": 90.0})


def test_a_run_that_was_stopped_goes_on_where_it_was(
    site_of_titles: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Counting()
    with_scores(monkeypatch, program)
    kept = site_of_titles.folder / "audit.json"

    def said(runs: int, minutes: float = 1) -> list[str]:
        asked = Asked([""], CATEGORIES, runs, minutes)
        return list(audit(site_of_titles, asked, Scores(kept, "site")))

    assert "2 pages are left" in said(1, minutes=-1)[-1]
    assert program.asked == []
    table = said(1)
    assert "links" in table.pop()
    assert [line.split("|")[1].strip() for line in table[1:]] == list(LANGUAGES.values())
    assert "**99**" in table[1]
    assert len(program.asked) == 2
    said(1)
    assert len(program.asked) == 2
    said(3)
    assert len(program.asked) == 6
