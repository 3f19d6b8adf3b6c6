"""The table of the manual holds an answer of every tool to everything that is tried."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import compare
from evidoc.project.config import load_config
from evidoc.project.project import Project

ROOT = Path(__file__).parents[2]


def test_every_tool_was_tried() -> None:
    tools = json.loads(compare.FILE.read_text("utf-8"))["tools"]
    assert list(tools) == [peer.name for peer in compare.peers()]
    for name, tool in tools.items():
        assert list(tool["does"]) == list(compare.TRIALS), name
        assert tool["versions"], name


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_manual_asks_what_was_tried(language: str) -> None:
    shown = (
        Project(load_config(ROOT))
        .records.record(language, "manual/comparison")
        .shown["table"]["text"]
    )
    assert shown.count("\n") == 1 + len(compare.TRIALS)
    (row,) = [line for line in shown.splitlines() if "evidoc" in line]
    assert row.count(" | ") == len(compare.peers())


def test_parts_replace_each_other_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "FILE", tmp_path / "compare.json")
    for name, does in (("MyST-NB", 1), ("evidoc", 2), ("MyST-NB", 3)):
        compare.merge(name, does)
    assert json.loads(compare.FILE.read_text("utf-8"))["tools"] == {"evidoc": 2, "MyST-NB": 3}
