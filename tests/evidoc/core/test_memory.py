"""What is kept for the next build is what it was made of that asks for it, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidoc.core.memory import Memory


def made(memory: Memory, *inputs: str) -> bool:
    """Ask for a text and tell whether it was made anew."""
    calls = []
    assert memory.recall(lambda: calls.append(1) or " ".join(inputs), *inputs) == " ".join(inputs)
    return bool(calls)


def test_a_text_is_made_once_for_the_same_inputs(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "texts.json"
    memory = Memory(path)
    assert [made(memory, "a", "b"), made(memory, "a", "b"), made(memory, "ab")] == [1, 0, 1]
    memory.save()
    later = Memory(path)
    assert [made(later, "a", "b"), made(later, "a", "c")] == [0, 1]
    later.save()
    assert made(Memory(path), "ab")  # nobody asked for it any more


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"a": ', b"\xff"])
def test_a_damaged_file_costs_time_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "texts.json"
    path.write_bytes(content)
    memory = Memory(path)
    assert made(memory, "a")
    memory.save()
    assert not made(Memory(path), "a")


def test_without_a_file_nothing_is_kept(tmp_path: Path) -> None:
    memory = Memory()
    made(memory, "a")
    memory.save()
    assert list(tmp_path.iterdir()) == []
    blocked = Memory(tmp_path / "file" / "texts.json")
    (tmp_path / "file").write_text("")
    made(blocked, "a")
    blocked.save()
