"""Every example runs again in every language, and gives what is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidoc.project.config import find_root, load_config
from evidoc.project.project import Project
from evidoc.pytest import host_of
from evidoc.running.rerun import rerun

PROJECT = Project(load_config(find_root(Path(__file__).resolve().parent)))
LONG = 60  # seconds, the most that an example may take unless it says so
EXAMPLES = [
    pytest.param(name, marks=[pytest.mark.long] if settings.seconds > LONG else [])
    for name, settings in PROJECT.settings.items()
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_record_is_what_the_example_gives(example: str, pytestconfig: pytest.Config) -> None:
    findings = rerun(PROJECT, example, host_of(pytestconfig))
    assert not findings, "\n".join(map(str, findings))
