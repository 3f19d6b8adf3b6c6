"""A lab runs from top to bottom where a reader puts it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from built_site import CONFIG, ROOT
from evidoc.project.evidence import lab_book
from evidoc.project.project import Project

LABS = sorted(path.stem for path in ROOT.glob("snippets/labs/*.py"))


@pytest.mark.parametrize("lab", LABS)
def test_the_notebook_runs_in_a_folder_of_its_own(lab: str, tmp_path: Path) -> None:
    # The program is the same in every language; `pytest --evidoc` trains its nets to the end and
    # compares what they give, so that a few steps of them are enough here.
    book = lab_book(Project(CONFIG), "en", f"labs/{lab}").decode()
    book, found = re.subn(r"\bsteps(: int = |=)\d+(?=[,)])", r"steps\g<1>5", book)
    assert found == 1
    (tmp_path / f"{lab}.ipynb").write_text(book, "utf-8")
    plugins = ["-p", "nbmake.pytest_plugin", "-p", "no:cacheprovider"]
    command = ["-m", "pytest", "-q", *plugins, "--nbmake", "--nbmake-timeout=900"]
    done = subprocess.run(
        [sys.executable, *command, f"{lab}.ipynb"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )
    assert "1 passed" in done.stdout, done.stdout
