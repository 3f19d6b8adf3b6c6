"""Run one example in a process of its own, with limits, and bring back what it produced.

A fork server imports the heavy libraries once; each example is a fresh child of it, so that it
costs milliseconds, and a crash, a hang or a flood costs that example alone.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import sys
import tempfile
import threading
import time
import types
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

from evidoc.core.model import Failure, Job, Outcome


def run_one(job: Job) -> Outcome:
    """Run an example and return its outcome; its own faults never raise."""
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="evidoc-", ignore_cleanup_errors=True) as folder:
        outcome = _run(job, Path(folder))
    return replace(outcome, seconds=time.monotonic() - begin)


def _run(job: Job, folder: Path) -> Outcome:
    stdout, stderr = folder / "stdout", folder / "stderr"
    work = folder / "work"
    for name, data in job.files:
        path = work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    work.mkdir(exist_ok=True)
    stdout.touch()
    stderr.touch()
    context = _server()
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(job, str(folder), sender))  # type: ignore[attr-defined]
    with _bare_main():
        process.start()
    sender.close()
    outcome, killed_for = _await(job, receiver, stdout)
    _end(process)
    text = stdout.read_bytes()[: job.output].decode("utf-8", "replace")
    if outcome is None:
        line = _last_line(job, stderr)
        reason = killed_for or _death(process.exitcode)
        outcome = Outcome(failure=Failure(reason, line))
    process.close()
    receiver.close()
    return replace(outcome, text=text)


def _await(job: Job, receiver: Connection, stdout: Path) -> tuple[Outcome | None, str | None]:
    """Wait for the child's outcome; without one, return why it has to be killed, if it has."""
    # A little longer than the child's own limit, at which it notes the line where it is.
    deadline = time.monotonic() + job.seconds + 0.5
    while not receiver.poll(0.05):
        if stdout.stat().st_size > job.output:
            return None, f"printed more than {job.output} bytes"
        if time.monotonic() > deadline:
            return None, f"did not end within {job.seconds:g} s"
    try:
        outcome: Outcome = receiver.recv()
    except EOFError:
        return None, None
    if stdout.stat().st_size > job.output:
        return None, f"printed more than {job.output} bytes"
    return outcome, None


def _end(process: Any) -> None:
    """End the child and all that it started."""
    process.join(0.2)
    try:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except (ProcessLookupError, PermissionError):
        pass
    process.join()


def _death(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        return f"was killed by {signal.Signals(-exitcode).name}"
    return f"ended at once with status {exitcode}"


def _last_line(job: Job, stderr: Path) -> int | None:
    """Return the line of the program in the first traceback that the fault handler wrote."""
    text = stderr.read_text("utf-8", "replace")
    found = re.search(rf'File "{re.escape(job.filename)}", line (\d+)', text)
    return int(found[1]) if found else None


_lock = threading.Lock()
_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
    "NO_COLOR": "1",
    "TZ": "UTC",
}


def _server() -> BaseContext:
    """Return the context that starts children, its fork server running."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver

    context = multiprocessing.get_context("forkserver")
    with _lock:
        context.set_forkserver_preload(["evidoc.running.preload"])
        before = {name: os.environ.get(name) for name in _ENVIRONMENT}
        os.environ.update(_ENVIRONMENT)
        try:
            forkserver.ensure_running()
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
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


def _child(job: Job, folder: str, sender: Connection) -> None:
    from evidoc.running.child import execute

    sender.send(execute(job, Path(folder)))
    sender.close()
    # Threads and exit handlers of the example do not keep it alive.
    sys.stdout.flush()
    os._exit(0)
