"""Run one example in a process of its own, with limits, and bring back what it produced.

A fork server imports the heavy libraries once; each example is a fresh child of it, so that it
costs milliseconds, and a crash, a hang or a flood costs that example alone.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import threading
import time
import types
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing import forkserver, util
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from typing import Any

from evidoc.core.model import Failure, Job, Outcome
from evidoc.running.wire import unpacked

HEAVY = frozenset({"matplotlib", "numpy", "torch", "torch.optim"})
"""What the fork server can import before the first example: it does so unless less is needed.

What is imported there is seeded, has its style and has one thread when an example begins.
"""
_WITHOUT_TORCH = frozenset({"matplotlib", "networkx", "numpy", "pandas", "PIL", "scipy", "sklearn"})
_WITHOUT_TORCH |= {"sympy"}

_preloaded = HEAVY


def preload(libraries: Collection[str]) -> None:
    """Have the fork server import those of ``HEAVY`` that are needed, before the next example.

    A server that runs without one of them is started again; no example may be running then.
    """
    global _preloaded
    needed = _needed_by(libraries)
    server: Any = forkserver._forkserver
    with _lock:
        if server._forkserver_pid is None:
            _preloaded = needed
        elif not needed <= _preloaded:
            _preloaded |= needed
            # It has removed its own socket when it ends.
            with suppress(FileNotFoundError):
                server._stop()
            server._forkserver_address = None


def is_preloaded(libraries: Collection[str]) -> bool:
    """Tell whether the fork server need not start anew for what imports these."""
    server: Any = forkserver._forkserver
    return server._forkserver_pid is not None and _needed_by(libraries) <= _preloaded


def _needed_by(libraries: Collection[str]) -> frozenset[str]:
    """Return what of ``HEAVY`` packages may import, directly or not; to be sure, rather more."""
    others = set(libraries) - {"torch.optim"}
    if not others:
        return frozenset()
    if others <= _WITHOUT_TORCH:
        return HEAVY - {"torch", "torch.optim"}
    return HEAVY if "torch.optim" in libraries else HEAVY - {"torch.optim"}


def run_one(job: Job, *stops: threading.Event) -> Outcome:
    """Run an example and return its outcome; its own faults never raise.

    Args:
        job: What to run.
        stops: One of them is set to end the run before its time.
    """
    begin = time.monotonic()
    context = _server(job.font)
    here, there = context.Pipe()
    process = context.Process(target=_supervise, args=(job, there))
    with here:
        with _bare_main():
            process.start()
        there.close()
        outcome = _await(here, stops)
        process.join()
    process.close()
    return _timed(outcome, begin, time.monotonic() - begin)


def _timed(outcome: Outcome, begin: float, seconds: float) -> Outcome:
    """Return an outcome with the time that it took: until the program began, and what is left."""
    phases = dict(outcome.phases)
    if "start" in phases:  # as the example's process read the clock, which all share
        phases["start"] -= begin
        phases["rest"] = seconds - sum(phases.values())
    return replace(outcome, seconds=seconds, phases=phases)


def _await(supervisor: Connection, stops: tuple[threading.Event, ...]) -> Outcome:
    while not supervisor.poll(0.1):
        if any(stop.is_set() for stop in stops):
            with suppress(OSError):
                supervisor.send_bytes(b"stop")
            break
    try:
        return unpacked(supervisor.recv_bytes())
    except (EOFError, OSError):
        return Outcome(failure=Failure("was lost: the process that watches it was killed"))


def _supervise(job: Job, engine: Connection) -> None:
    from evidoc.running.child import execute
    from evidoc.running.supervise import supervise

    try:
        supervise(job, engine, execute)
    finally:
        # The libraries that the server imported need no farewell.
        os._exit(0)


_lock = threading.Lock()
_LONG = 60
_INHERITED = ("ATEN_CPU_CAPABILITY", "HOME", "LD_LIBRARY_PATH", "PATH", "PYTHONPATH", "TMPDIR")
_ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
    "NO_COLOR": "1",
    "TZ": "UTC",
}


def _server(font: str) -> ForkServerContext:
    """Return the context that starts children, its fork server running.

    Args:
        font: What a server that has to start makes ready for figures; another one takes longer.
    """
    # Imported where something runs: it takes a tenth of a build in which nothing does.
    from unittest.mock import patch

    context = multiprocessing.get_context("forkserver")
    with _lock:
        context.set_forkserver_preload(["evidoc.running.preload"])
        before = dict(os.environ)
        inherited = {name: before[name] for name in _INHERITED if name in before}
        try:
            os.environ.clear()
            os.environ.update(inherited | _ENVIRONMENT)
            os.environ["EVIDOC_PRELOAD"] = " ".join(sorted(_preloaded))
            os.environ["EVIDOC_FONT"] = font
            # The address of a socket has room for a short folder only.
            folder = tempfile.gettempdir()
            short = folder if len(os.fsencode(folder)) < _LONG else "/tmp"
            # Flags such as -O, which drops assertions, are this process's own affair.
            with (
                patch("multiprocessing.util._args_from_interpreter_flags", list),
                patch("tempfile.tempdir", short),
            ):
                # A server that ended took its folder along.
                os.makedirs(util.get_temp_dir(), exist_ok=True)
                forkserver.ensure_running()
        finally:
            os.environ.clear()
            os.environ.update(before)
    return context


@contextmanager
def _bare_main() -> Iterator[None]:
    """Keep the child from importing this process's main script, which it does not need."""
    with _lock:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main
