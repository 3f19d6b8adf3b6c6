"""The fuzzer: its damages, and a few tries of what ``make fuzz`` does for long."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import fuzzing


@pytest.mark.parametrize(
    "damage", list(dict.fromkeys(fuzzing.DAMAGES)), ids=lambda each: each.__name__
)
@pytest.mark.parametrize(
    "data", [b"", b"x", " ".join(map(str, range(99))).replace("0 ", "\n").encode()], ids=len
)
def test_a_damage_takes_any_file_and_changes_most(damage: fuzzing.Damage, data: bytes) -> None:
    damaged = {damage(data, random.Random(seed)) for seed in range(30)}
    assert len(damaged) > 5 or len(data) < 2


def test_a_damaged_file_costs_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    dice, topics = random.Random(1), {"pooling": fuzzing.slices()["pooling"]}
    assert [fuzzing.try_one(tmp_path, topics, dice).said for _ in range(4)] == [""] * 4


def test_what_goes_wrong_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(fuzzing.CliRunner, "invoke", fail)
    assert fuzzing.trouble().startswith("check: Traceback")


def test_what_never_ends_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: object, **__: object) -> None:
        while True:
            pass

    monkeypatch.setattr(fuzzing.CliRunner, "invoke", hang)
    monkeypatch.setattr(fuzzing, "SECONDS", 0.1)
    assert fuzzing.trouble().startswith("check: more than 0.1 CPU s")
