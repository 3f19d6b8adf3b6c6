"""The first site of the manual, made from the manual's own text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import evidoc
from evidoc.cli import main

MANUAL = (Path(evidoc.__file__).parent / "README.md").read_text("utf-8")
FILE = re.compile(r'^```\w+ title="(?P<name>[^"]+)"\n(?P<text>.*?)^```$', re.MULTILINE | re.DOTALL)


@pytest.fixture
def first_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files that the manual tells one to write."""
    for file in FILE.finditer(MANUAL):
        path = tmp_path / file["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file["text"], "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def evidoc_says(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.output


def test_the_first_site_says_what_the_manual_promises(first_site: Path) -> None:
    assert evidoc_says("run")[0] == 0
    status, said = evidoc_says("check")
    assert status == 0, said
    assert said.splitlines()[-1] in MANUAL
    page = first_site / "docs" / "index.md"
    page.write_text(page.read_text("utf-8").replace("28.29", "28.30"), "utf-8")
    status, said = evidoc_says("check")
    assert status == 1
    assert said.startswith("docs/index.md:10:32: shows 28.30, computed 198/7 = 28.2857")


def test_the_first_site_builds(first_site: Path) -> None:
    evidoc_says("run")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=first_site,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert "area: 28.29" in (first_site / "site" / "index.html").read_text("utf-8")
