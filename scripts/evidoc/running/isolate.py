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
    with Supervisors() as own:
        return own.run(job, *stops)


class Supervisors:
    """Processes that each run one example after the other, until the end of the block.

    Each costs as much as an example does, so one serves as long as its examples end well.
    """

    def __init__(self) -> None:
        self._idle: list[_Supervisor] = []
        # At its end at the latest, before it waits for them as they wait for it.
        self.close = util.Finalize(self, _end, (self._idle,), exitpriority=0)

    def __enter__(self) -> Supervisors:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, job: Job, *stops: threading.Event) -> Outcome:
        """Run an example as ``run_one`` does; several threads may do so at once."""
        begin = time.monotonic()
        supervisor = self._take(job.font)
        is_fit = False
        try:
            outcome = supervisor.run(job, stops)
            is_fit = outcome.failure is None
        finally:
            if is_fit:
                self._idle.append(supervisor)
            else:
                supervisor.close()
            if not self.close.still_active():  # closed meanwhile: nobody else ends this one
                _end(self._idle)
        return _timed(outcome, begin, time.monotonic() - begin)

    def _take(self, font: str) -> _Supervisor:
        with suppress(IndexError):
            while True:
                supervisor = self._idle.pop()
                if supervisor.is_alive():
                    return supervisor
                supervisor.close()
        return _Supervisor(font)


def _end(supervisors: list[_Supervisor]) -> None:
    with suppress(IndexError):  # several threads may do so at once
        while True:
            supervisors.pop().close()


class _Supervisor:
    """The engine's end of a process that runs examples."""

    def __init__(self, font: str) -> None:
        context = _server(font)
        self._connection, there = context.Pipe()
        self._process = context.Process(target=_supervise, args=(there,))
        with there, _bare_main():
            self._process.start()

    def is_alive(self) -> bool:
        return self._process.is_alive()

    def run(self, job: Job, stops: tuple[threading.Event, ...]) -> Outcome:
        with suppress(OSError):  # it is gone: its silence tells
            self._connection.send(job)
        return _await(self._connection, stops)

    def close(self) -> None:
        """End it and wait for that; the end of the connection does so too, if no copy has it."""
        with suppress(OSError):
            self._connection.send(None)
        self._connection.close()
        self._process.join()
        self._process.close()


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


def _supervise(engine: Connection) -> None:
    from evidoc.running.child import execute
    from evidoc.running.supervise import supervise

    try:
        supervise(engine, execute)
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
                _replaced(util, "_args_from_interpreter_flags", list),
                _replaced(tempfile, "tempdir", short),
            ):
                # A server that ended took its folder along.
                os.makedirs(util.get_temp_dir(), exist_ok=True)
                forkserver.ensure_running()
        finally:
            os.environ.clear()
            os.environ.update(before)
    return context


@contextmanager
def _replaced(module: types.ModuleType, name: str, value: object) -> Iterator[None]:
    """Let a module have another value; the library for that takes as long to import as ten runs."""
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


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
