"""What a program finds around it: streams, files, environment, limits, seeds."""

from __future__ import annotations

import atexit
import faulthandler
import fcntl
import multiprocessing
import multiprocessing.util
import os
import random
import re
import resource
import socket
import stat
import sys
import tempfile
import weakref
from contextlib import suppress
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any

from evidoc.core.model import Job
from evidoc.running.confine import DISK

_DATA = re.compile(r"^VmData:\s+(\d+)", re.MULTILINE)


def set_streams() -> None:
    """Read from nowhere, and write to the descriptors as a program does whose output is a file."""
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", 1, "utf-8", "backslashreplace", closefd=False)  # noqa: SIM115
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]


def leave_pipes() -> None:
    """Let nothing of this process lead to the engine any longer: what it reads stays its own."""
    null = os.open(os.devnull, os.O_RDWR)
    for name in os.listdir("/dev/fd"):
        with suppress(OSError):
            mode = os.fstat(int(name)).st_mode
            if int(name) > 2 and (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
                os.dup2(null, int(name))  # closed, its number would be that of another file
    os.close(null)


def lay_files(job: Job, work: Path) -> None:
    """Lay the program, and the modules and data that it reads, into its folder."""
    for name, data in (*job.library, *job.files, (f"{job.example}.py", job.source.encode())):
        path = work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def set_environment(home: Path) -> None:
    """Let a program keep what is its own, and what is temporary, in its folder."""
    os.environ["HOME"] = os.environ["TMPDIR"] = str(home)
    tempfile.tempdir = None


def undo_imports() -> None:
    """Undo what the engine and the server have set that a program could see."""
    # What libraries would do at their end takes longer than most examples.
    atexit._clear()
    weakref.finalize._registered_with_atexit = False  # type: ignore[attr-defined]
    atexit.register(multiprocessing.util._exit_function)  # type: ignore[attr-defined]
    # An example may start processes of its own, as data loaders do.
    multiprocessing.set_start_method(None, force=True)
    tracker: Any = resource_tracker._resource_tracker
    tracker._fd = tracker._pid = None
    this: Any = multiprocessing.current_process()
    this._config.pop("tempdir", None)


def limit(job: Job) -> None:
    """Limit time, memory and files, and note where a program is when it dies of that."""
    # The engine reads there where a program was when it died, wherever its own errors go.
    fault = fcntl.fcntl(2, fcntl.F_DUPFD_CLOEXEC, 200)
    faulthandler.enable(file=fault)
    faulthandler.dump_traceback_later(job.seconds, file=fault)
    if job.stderr:
        os.dup2(1, 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (DISK, DISK))
    # Its own memory: what the server had before is not counted.
    memory = job.memory + _data()
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _data() -> int:
    """Return the bytes of data that this process has mapped already."""
    with suppress(OSError):
        found = _DATA.search(Path("/proc/self/status").read_text())
        return int(found[1]) << 10 if found else 0
    return 0


_is_seeded = False  # whether torch is, which writes down who called whom each time


def seed() -> None:
    """Seed every generator of random numbers that is there."""
    global _is_seeded
    random.seed(0)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(0)
    if not _is_seeded and (torch := sys.modules.get("torch")):
        torch.manual_seed(0)
        _is_seeded = True


def refuse_network() -> None:
    """Let connections fail where the kernel does not: a guard against accidents alone."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            raise OSError("examples have no network")
        connect(self, address)

    socket.socket.connect = refuse  # type: ignore[assignment, method-assign]
    socket.socket.connect_ex = refuse  # type: ignore[assignment, method-assign]


_style: str | None = None  # the font of the style that is set


def set_style(font: str) -> None:
    """Let figures look as those of the site do."""
    global _style
    if "matplotlib" in sys.modules and font != _style:
        from evidoc.records.figures import apply_style

        apply_style(font)
        _style = font
