"""A new site builds, checks and tests green at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from small_site import Site


@pytest.mark.parametrize(
    ("languages", "counts", "built"),
    [
        ("en", "1 page, 1 example, 3 claims", {"site/index.html": "twice the radius"}),
        (
            "ko,en",
            "2 pages, 1 example, 6 claims",
            {"site/index.html": "반지름 5: 넓이 78.54", "site/en/index.html": "twice the radius"},
        ),
    ],
)
def test_a_new_site_is_green(
    bare: Site, monkeypatch: pytest.MonkeyPatch, languages: str, counts: str, built: dict[str, str]
) -> None:
    made = bare.evidoc("new", 'my "own": site', "--lang", languages)
    assert made.exit_code == 0, made.output
    assert "evidoc run" in made.output
    site = Site(bare.root / 'my "own": site')
    monkeypatch.chdir(site.root)
    assert site.evidoc("run").exit_code == 0
    checked = site.evidoc("check")
    assert checked.output == f"{counts}, 0 formulas: no findings\n"
    result = site.build("--strict")
    assert result.exit_code == 0, result.output
    for name, text in built.items():
        assert text in site.read(name)
        assert "<figure" in site.read(name)
    tested = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=site.root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTEST_ADDOPTS": ""},
    )
    assert tested.returncode == 0, tested.stdout
    assert "2 passed" in tested.stdout


REQUIREMENTS = [
    (None, "evidoc[site]"),
    (
        {"url": "https://example.org/a.git", "vcs_info": {"vcs": "git", "commit_id": "1f"}},
        "evidoc[site] @ git+https://example.org/a.git@1f",
    ),
    (
        {"url": "https://example.org/evidoc.whl", "archive_info": {}},
        "evidoc[site] @ https://example.org/evidoc.whl",
    ),
    ({"url": "file:///a/wheel", "archive_info": {}}, "evidoc[site]"),
]


@pytest.mark.parametrize(("noted", "requirement"), REQUIREMENTS)
def test_a_new_site_asks_for_the_engine_where_it_came_from(
    bare: Site, monkeypatch: pytest.MonkeyPatch, noted: object, requirement: str
) -> None:
    class Distribution:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return json.dumps(noted) if noted else None

    monkeypatch.setattr("evidoc.site.new.distribution", lambda _: Distribution())
    bare.evidoc("new", "site")
    lines = bare.read("site/requirements.txt").splitlines()
    assert lines[-3:] == [requirement, "matplotlib", "pytest"]
    assert lines[:-3] == [] or "git+https://" in lines[1]


def test_nothing_is_overwritten(bare: Site) -> None:
    bare.write("site/notes.md", "mine\n")
    made = bare.evidoc("new", "site")
    assert made.exit_code == 1
    assert made.output == "site:1: is not empty [name a folder that is not there] (invalid)\n"
    assert bare.tree() == {"site/notes.md": b"mine\n"}
