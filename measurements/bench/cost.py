"""What a command costs: processor time, wall time and memory of its whole tree of processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import psutil

SUPERVISOR = Path(__file__).with_name("supervise.py")
MB = 1e6
QUIET = 1.0  # seconds without any work, after which a live tree has done what it had to


@dataclass(frozen=True)
class Cost:
    """Seconds of all processors and of the clock, megabytes at the peak, and how it ended."""

    cpu: float
    wall: float
    memory: float
    status: int
    output: str

    @property
    def ended(self) -> bool:
        """Whether the command came to its end before it was ended."""
        return self.status != -9


class Tree:
    """A command that runs with all that it starts, until the end of the block."""

    def __init__(
        self, command: Sequence[str], cwd: Path, env: Mapping[str, str], *, memory: bool = True
    ) -> None:
        """Start it; without a look at its memory, it has all processors for itself."""
        look = "memory" if memory else "away"
        self._folder = tempfile.TemporaryDirectory()
        self._file = Path(self._folder.name, "cost.json")
        self._said = Path(self._folder.name, "output")
        with self._said.open("wb") as output:
            self._supervisor = subprocess.Popen(
                [sys.executable, str(SUPERVISOR), str(self._file), look, *command],
                cwd=cwd,
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def __enter__(self) -> Tree:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        while self._supervisor.poll() is None:
            self._supervisor.terminate()  # which ends the tree, what it starts meanwhile too
            time.sleep(0.05)
        self._folder.cleanup()

    def output(self) -> str:
        """Return what the tree has printed so far."""
        return self._said.read_text("utf-8", errors="replace")

    def running(self) -> bool:
        """Return whether anything of it still runs."""
        return self._supervisor.poll() is None

    def wait(self, seconds: float) -> Cost:
        """Return the cost when all has ended, by itself or because the time is over."""
        try:
            self._supervisor.wait(seconds)
        except subprocess.TimeoutExpired:
            self._supervisor.terminate()
            self._supervisor.wait()
        result = json.loads(self._file.read_text("utf-8"))
        memory = result["memory"] / MB
        return Cost(result["cpu"], result["wall"], memory, result["status"], self.output())

    def cpu(self) -> float:
        """Return the processor seconds of all that ran or still runs below the command."""
        own = psutil.Process(self._supervisor.pid)
        total = own.cpu_times().children_user + own.cpu_times().children_system
        for process in own.children(recursive=True):
            try:
                total += sum(process.cpu_times()[:4])
            except psutil.Error:
                continue  # its parent has it now
        return total

    def settled_cpu(self) -> float:
        """Return the processor seconds once the tree has come to rest."""
        before, since = self.cpu(), time.monotonic()
        while time.monotonic() - since < QUIET:
            time.sleep(0.1)
            now = self.cpu()
            if now - before > 0.03:
                before, since = now, time.monotonic()
        return self.cpu()


def cost(
    command: Sequence[str],
    cwd: Path,
    env: Mapping[str, str] | None = None,
    seconds: float = 900,
    *,
    memory: bool = True,
) -> Cost:
    """Run a command to its end and return what it cost; its memory is 0 unless it is asked for."""
    with Tree(command, cwd, os.environ if env is None else env, memory=memory) as tree:
        return tree.wait(seconds)
