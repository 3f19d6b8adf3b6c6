"""Every example runs again in every language, and gives what is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidoc.project.config import find_root, load_config
from evidoc.project.project import Project
from evidoc.running.rerun import rerun

PROJECT = Project(load_config(find_root(Path(__file__).resolve().parent)))


@pytest.mark.parametrize("example", PROJECT.snippets)
def test_the_record_is_what_the_example_gives(example: str) -> None:
    findings = rerun(PROJECT, example)
    assert not findings, "\n".join(map(str, findings))
