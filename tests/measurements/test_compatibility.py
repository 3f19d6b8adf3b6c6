"""The engine beside other programs: those that are installed here, and what is said of one."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import PluginError

from compatibility import PEERS, is_here, outcome
from evidoc.mkdocs import EvidocPlugin

BESIDE = {"mkdocs-static-i18n": "refused, in words"}


@pytest.mark.parametrize("name", PEERS)
def test_a_site_with_both_shows_what_the_engine_makes(tmp_path: Path, name: str) -> None:
    if not is_here(PEERS[name]):
        pytest.skip(f"{name} is not installed here; measurements/compatibility.py installs it")
    found = outcome(tmp_path, PEERS[name], Path(sys.executable).parent)
    assert found == BESIDE.get(name, "works")


def test_what_does_not_go_with_it_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "evidoc.toml").write_text('[languages]\nen = { docs = "docs" }\n')
    config: Any = SimpleNamespace(config_file_path=tmp_path / "mkdocs.yml", plugins={"i18n": None})
    with pytest.raises(PluginError, match="take the plugin i18n out"):
        EvidocPlugin().on_config(config)
