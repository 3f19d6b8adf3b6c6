"""Run a command and write what its whole tree of processes cost.

Called as `supervise.py FILE LOOK COMMAND…`, where LOOK is `memory`, or `away` for none.

A program of its own, so that nothing but the command is its child: orphans, such as a server that
forks examples and outlives its caller, come back to it and are counted too.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil

SET_CHILD_SUBREAPER = 36  # prctl(2)
EVERY = 0.05  # seconds between two looks at the memory
GRACE = 30.0  # seconds that orphans have to end by themselves


def memory_of_tree() -> int:
    """Return the bytes that all descendants use together, shared pages counted once."""
    total = 0
    for process in psutil.Process().children(recursive=True):
        try:
            total += process.memory_full_info().pss
        except psutil.Error:
            continue  # it has just ended
    return total


class Watch(threading.Thread):
    """Keeps the highest memory seen, and ends what outlives the command by too much.

    To look costs: the kernel goes through each page of each process, which waits meanwhile.
    """

    def __init__(self, *, memory: bool) -> None:
        super().__init__(daemon=True)
        self.memory = memory
        self.peak = 0
        self.ended_at: float | None = None

    def run(self) -> None:
        while True:
            if self.memory:
                self.peak = max(self.peak, memory_of_tree())
            if self.ended_at and time.perf_counter() - self.ended_at > GRACE:
                kill_tree()
            time.sleep(EVERY)


def kill_tree(*_: object) -> None:
    """End all descendants."""
    for process in psutil.Process().children(recursive=True):
        process.kill()


def main() -> None:
    """Run the command to its end and write its cost."""
    file, look, *command = sys.argv[1:]
    if ctypes.CDLL(None, use_errno=True).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        sys.exit("orphans can be counted on Linux only")
    signal.signal(signal.SIGTERM, kill_tree)
    begin = time.perf_counter()
    process = subprocess.Popen(command)
    watch = Watch(memory=look == "memory")
    watch.start()
    status, wall = 0, 0.0
    while True:
        try:
            pid, wait_status = os.wait()
        except ChildProcessError:
            break
        if pid == process.pid:
            process.returncode = status = os.waitstatus_to_exitcode(wait_status)
            watch.ended_at = time.perf_counter()
            wall = watch.ended_at - begin
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = {
        "cpu": used.ru_utime + used.ru_stime,
        "wall": wall,
        "memory": watch.peak,
        "status": status,
    }
    Path(file).write_text(json.dumps(result), "utf-8")


if __name__ == "__main__":
    main()
