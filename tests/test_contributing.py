"""What contributors are told about the folders is what lies there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
FLOORS = re.findall(r"^\| (\d) \| ([^|]*) \|", CONTRIBUTING, re.MULTILINE)


def test_the_table_of_rooms_is_the_folder_listing() -> None:
    told = {room for _, rooms in FLOORS for room in re.findall(r"`([^`]+)`", rooms)}
    engine = ROOT / "scripts/evidoc"
    folders = {f"{path.parent.name}/" for path in engine.glob("*/__init__.py")}
    files = {path.name for path in engine.glob("*.py") if path.name != "__init__.py"}
    assert told == folders | files


def test_the_floors_are_those_of_the_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    told = [set(re.findall(r"`(\w+)(?:/|\.py)`", rooms)) for _, rooms in FLOORS]
    assert told == [set(layer.split(" | ")) for layer in layers]


def test_folders_and_figures_are_there() -> None:
    for path in re.findall(r"\]\(([\w./-]+)(?:#[\w-]+)?\)", CONTRIBUTING):
        assert (ROOT / path).exists() or not path.endswith((".svg", "/README.md")), path


def test_the_citation_names_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert citation["version"] == project["version"]
    assert citation["license"] == project["license"]
    assert f"The {project['name']} authors" in [each["name"] for each in citation["authors"]]
