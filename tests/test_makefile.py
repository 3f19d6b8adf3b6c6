"""The targets of the Makefile, with programs that only note how they were called."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTES = '#!/bin/sh\necho "$(basename "$0") $*" >> calls\n'
MAKES = """
case "$*" in *venv*)
  mkdir -p .venv/bin
  for name in python evidoc ruff mypy lint-imports; do cp bin/notes .venv/bin/$name; done
esac
"""


class Folder:
    """A folder with a space in its name that holds the Makefile and an environment."""

    def __init__(self, path: Path, *, installed: bool) -> None:
        self.path = path
        (path / "bin").mkdir(parents=True)
        self.program("bin/python3", NOTES + MAKES)
        self.program("bin/notes", NOTES)
        for name in ("Makefile", "pyproject.toml", "constraints.txt"):
            shutil.copy(ROOT / name, path)
        if installed:
            self.make("check", "test", "serve")
            (path / "calls").unlink()

    def program(self, name: str, text: str) -> None:
        (self.path / name).write_text(text)
        (self.path / name).chmod(0o755)

    def make(self, *arguments: str) -> list[str]:
        """Return the calls that these targets make."""
        done = subprocess.run(
            ["make", "PYTHON=bin/python3", *arguments],
            cwd=self.path,
            capture_output=True,
            text=True,
            env={"PATH": os.environ["PATH"]},
        )
        assert done.returncode == 0, done.stderr
        self.said = done.stdout
        calls = self.path / "calls"
        return calls.read_text().splitlines() if calls.exists() else []


@pytest.fixture
def fresh(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "a fresh clone", installed=False)


@pytest.fixture
def installed(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "a clone", installed=True)


def test_help_names_every_target(fresh: Folder) -> None:
    assert fresh.make("help") == []
    listed = [line.split()[0] for line in fresh.said.splitlines() if line.startswith("  ")]
    (phony,) = re.findall("^.PHONY: (help .*)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(phony.split())


# A target, and all that it does once everything is installed.
CALLS = {
    "serve": ["python -m mkdocs serve --dev-addr 127.0.0.1:8000"],
    "build": ["evidoc run", "evidoc build"],
    "evidence": ["evidoc run"],
    "test": [
        "python tests/browser.py --install",
        "python -m pytest --evidoc -n auto --dist worksteal",
        "python tests/browser.py",
    ],
    "minutes": ["python measurements/first_minutes.py"],
    "lint": ["ruff check", "ruff format --check", "mypy ", "lint-imports --no-cache"],
    "check": [
        "ruff check",
        "ruff format --check",
        "mypy ",
        "lint-imports --no-cache",
        "evidoc check",
    ],
}


@pytest.mark.parametrize("target", CALLS)
def test_nothing_is_installed_twice(installed: Folder, target: str) -> None:
    assert installed.make(target) == CALLS[target]


@pytest.mark.parametrize("target", ["serve", "build"])
def test_serving_installs_neither_torch_nor_tests(fresh: Folder, target: str) -> None:
    installs = [call for call in fresh.make(target) if "--editable" in call]
    assert len(installs) == 1
    assert installs[0].endswith("--editable .[site]")


def test_another_address(installed: Folder) -> None:
    assert installed.make("serve", "ADDR=127.0.0.1:8001") == [
        "python -m mkdocs serve --dev-addr 127.0.0.1:8001"
    ]


def test_an_index_for_torch_is_used_for_torch_alone(fresh: Folder) -> None:
    calls = fresh.make("check", "TORCH_INDEX=https://torch.example/cpu")
    with_index = [call for call in calls if "--extra-index-url https://torch.example/cpu" in call]
    assert [call.rpartition(" ")[2] for call in with_index] == [".[run]"]


def test_other_packages_are_installed_once_when_their_list_changes(installed: Folder) -> None:
    later = (installed.path / ".venv/have-site").stat().st_mtime + 10
    os.utime(installed.path / "constraints.txt", (later, later))
    assert sum("--editable" in call for call in installed.make("build")) == 1


def test_a_copied_environment_is_made_anew(installed: Folder) -> None:
    installed.path = installed.path.rename(installed.path.with_name("a copy"))
    calls = installed.make("build")
    assert "python3 -m venv --clear .venv" in calls
    assert calls[-1] == "evidoc build"
