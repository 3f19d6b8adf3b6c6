"""Work of a check that other processes begin: the same comes of it, whoever does it."""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from evidoc.core.findings import EvidocError, Finding
from evidoc.markdown.elsewhere import begun

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")


def _slowly() -> int:
    time.sleep(0.2)
    return os.getpid()


def _wrong() -> int:
    raise EvidocError([Finding("page.md", 3, "is wrong")])


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_results_are_the_same_whoever_makes_them(workers: int) -> None:
    work = {number: partial(divmod, number, 7) for number in range(40)}
    with begun(work, workers) as pieces:
        assert {key: pieces[key]() for key in reversed([*pieces])} == {
            number: divmod(number, 7) for number in range(40)
        }


def test_the_first_piece_is_done_elsewhere_and_the_last_here() -> None:
    with begun(dict.fromkeys(range(8), _slowly), 1) as pieces:
        time.sleep(0.1)
        assert pieces[7]() == os.getpid() != pieces[0]()


@pytest.mark.parametrize("workers", [0, 1])
def test_errors_are_raised_to_whoever_asks(workers: int) -> None:
    with begun({"one": _wrong}, workers) as pieces, pytest.raises(EvidocError, match="is wrong"):
        pieces["one"]()


def test_what_nobody_asks_for_is_left(tmp_path: Path) -> None:
    files = [tmp_path / str(number) for number in range(500)]
    with begun({file: partial(_touch, file) for file in files}, 1):
        pass
    assert len([*tmp_path.iterdir()]) < len(files)


def _touch(file: Path) -> None:
    time.sleep(0.01)
    file.touch()
