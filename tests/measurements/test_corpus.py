"""Counts programs of others, and tells the engine's faults from their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).parents[2] / "measurements/corpus.py"


def test_what_fails_by_hand_too_is_no_fault_of_the_engine(tmp_path: Path) -> None:
    tmp_path.joinpath("good.py").write_text("print(1)\n")
    tmp_path.joinpath("2 wrong.py").write_text("1 / 0\n")
    tmp_path.joinpath("writes.py").write_text("import os\nos.kill(os.getppid(), 0)\n")
    done = subprocess.run(
        [sys.executable, PROGRAM, tmp_path], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("3 programs, 1 recorded, 2 failed\n1 of them run by hand:\n")
    ours, others = done.stdout.split("the others:\n")
    assert "writes.py: PermissionError" in ours
    assert "2 wrong.py: ZeroDivisionError" in others
