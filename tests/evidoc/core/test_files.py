"""Files are replaced whole, and together."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evidoc.core.files import write_together


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_differs_is_replaced(tmp_path: Path) -> None:
    tmp_path.joinpath("a").write_bytes(b"a")
    a, b = tmp_path / "a", tmp_path / "b"
    assert write_together({a: b"a", b: b"b"}) == [b]
    assert files(tmp_path) == {"a": b"a", "b": b"b"}


@pytest.mark.parametrize("fails", ["fsync", "replace", "chmod"])
def test_no_room_for_one_of_them_leaves_all_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    tmp_path.joinpath("a").write_bytes(b"a")
    calls: list[object] = []

    def full(*arguments: object) -> None:
        calls.append(arguments)
        if len(calls) == (1 if fails == "replace" else 2):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, fails, full)
    with pytest.raises(OSError, match="No space"):
        write_together({tmp_path / "a": b"new", tmp_path / "b": b"b"})
    assert files(tmp_path) == {"a": b"a"}
