from __future__ import annotations

import os
import shutil
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings

from evidoc.cli import main
from small_site import FILES, Site

settings.register_profile(
    "fuzz", max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with its evidence; copy it before changing anything."""
    root = tmp_path_factory.mktemp("recorded") / "a site"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        result = CliRunner().invoke(main, ["run"], catch_exceptions=False)
        assert result.exit_code == 0, result.output
    return root


@pytest.fixture
def site(recorded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A fresh copy of the small project, with the current folder inside it."""
    root = tmp_path / "a site"
    shutil.copytree(recorded, root)
    monkeypatch.chdir(root)
    return Site(root)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """An empty folder, with the current folder inside it."""
    monkeypatch.chdir(tmp_path)
    return Site(tmp_path)
