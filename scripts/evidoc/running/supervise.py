"""The process beside one example: it starts it, watches it, and ends all that it started.

It is a child of the fork server, takes one example after the other, and lives as long as the
engine wants it: when the engine ends, even by SIGKILL, so does the example with everything below.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import count
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import IO

from evidoc.core.model import Failure, Job, Outcome
from evidoc.core.terminal import in_colours
from evidoc.running.confine import PROCESSES, adopt_orphans, die_with
from evidoc.running.usage import descendants, memory, threads
from evidoc.running.wire import packed, unpacked

_TICK = 0.05
_REASON = 300
_SILENT = "it calls os._exit or os.exec, or has closed or replaced what its result goes through"
_UNSEEN = 16 << 10
"""The most bytes of standard error that are told of a program that has come to its end."""


def supervise(engine: Connection, execute: Callable[[Job, Path, IO[bytes]], None]) -> None:
    """Run the jobs that come, each in a process of its own, until the engine is gone.

    Args:
        engine: Whence the jobs come, and where the outcomes go; anything else that comes from
            there, or its end, stops what runs.
        execute: Runs a job in the new process, which may write below the folder, and puts the
            outcome into the file.
    """
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    adopt_orphans()
    for number in count():
        try:
            job: Job | None = engine.recv()
        except (OSError, EOFError):
            return
        if job is None:
            return
        # No folder serves twice, whatever an example has left in its own.
        scratch = Path(tempfile.gettempdir()) / f"evidoc-{os.getpid()}-{number}"
        try:
            outcome = _outcome_of(job, engine, scratch, execute)
        finally:
            with suppress(OSError, RecursionError):
                shutil.rmtree(scratch)
        with suppress(OSError):
            engine.send_bytes(packed(outcome))


def _outcome_of(
    job: Job, engine: Connection, scratch: Path, execute: Callable[[Job, Path, IO[bytes]], None]
) -> Outcome:
    with _captured() as stdout, _captured() as stderr, tempfile.TemporaryFile() as result:
        status, reason = _run(job, engine, (stdout, stderr), lambda: execute(job, scratch, result))
        outcome = _outcome(job, status, reason, _read(result), _read(stderr, 1 << 20))
        printed = _read(stdout, job.output).decode("utf-8", "replace")
    text, colours = in_colours(printed.replace(str(scratch), f"{scratch.parent}/evidoc"))
    return replace(outcome, text=text, colours=colours if job.colours else {})


def _run(
    job: Job, engine: Connection, output: tuple[IO[bytes], IO[bytes]], example: Callable[[], None]
) -> tuple[int, str | None]:
    """Start the example, wait for its end and end what it leaves: its status, why it was killed."""
    supervisor = os.getpid()
    write, leave = os.write, os._exit  # the example may put others there
    pid = os.fork()
    if pid == 0:
        try:
            die_with(supervisor)
            engine.close()
            for descriptor, file in enumerate(output, 1):
                os.dup2(file.fileno(), descriptor)
            example()
            leave(0)
        except BaseException as error:
            write(2, f"{type(error).__name__}: {error}".encode("utf-8", "replace"))
        finally:
            leave(1)
    reason, begin = None, time.monotonic()
    try:
        reason = _watch(job, pid, engine, output)
        late = time.monotonic() - begin > job.seconds
    finally:
        status = _end(pid)
    if reason is None and late and status < 0:  # of noting the line, while the program went on
        reason = _too_long(job)
    return status, reason or _excess(job, output)


def _watch(job: Job, pid: int, engine: Connection, output: tuple[IO[bytes], ...]) -> str | None:
    """Wait for the end of the example; return why it has to be killed, if it has."""
    # A little longer than the example's own limit, at which it notes the line where it is.
    deadline = time.monotonic() + job.seconds + 0.5
    ended = os.pidfd_open(pid) if hasattr(os, "pidfd_open") else None
    pause = _TICK
    try:
        while True:
            ready = wait([each for each in (ended, engine) if each is not None], pause)
            if engine in ready:
                return "was stopped"
            if ended in ready or (ended is None and os.waitid(os.P_PID, pid, _PEEK)):
                return None
            begin = time.monotonic()
            if begin > deadline:
                return _too_long(job)
            if reason := _excess(job, output) or _too_much(job):
                return reason
            # Looking at many processes takes its time: that stays a small part of it all.
            pause = max(_TICK, 5 * (time.monotonic() - begin))
    finally:
        if ended is not None:
            os.close(ended)


_PEEK = os.WEXITED | os.WNOWAIT | os.WNOHANG


def _too_long(job: Job) -> str:
    return f"did not end within {job.seconds:g} s"


def _excess(job: Job, output: tuple[IO[bytes], ...]) -> str | None:
    """Return which of its outputs is too long, if one is."""
    for file, what in zip(output, ("printed", "wrote to standard error"), strict=True):
        limit = job.output if what == "printed" else max(job.output, 1 << 20)
        if os.fstat(file.fileno()).st_size > limit:
            return f"{what} more than {limit} bytes"
    return None


def _too_much(job: Job) -> str | None:
    """Return what the example and all below it use too much of, if anything."""
    pids = list(descendants(os.getpid()))
    if sum(map(threads, pids)) > PROCESSES:
        return f"had more than {PROCESSES} processes and threads"
    if memory(pids, job.memory) > job.memory:
        return f"used more than {job.memory} bytes of memory with all its processes"
    return None


def _end(pid: int) -> int:
    """Kill the example and every process below this one until none is left; return its status."""
    status = None
    while True:
        with suppress(ProcessLookupError, PermissionError):
            if status is None:
                os.killpg(pid, signal.SIGKILL)
        for each in descendants(os.getpid()):
            # One that has ended keeps its number until it is waited for, below: none else is hit.
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        try:
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                if ended[0] == pid:
                    status = os.waitstatus_to_exitcode(ended[1])
        except ChildProcessError:
            return 0 if status is None else status
        time.sleep(0.001)


def _outcome(job: Job, status: int, reason: str | None, result: bytes, stderr: bytes) -> Outcome:
    said = stderr.decode("utf-8", "replace")
    if reason is None and result and status == 0:
        try:
            return replace(unpacked(result), unseen=in_colours(said[-_UNSEEN:])[0])
        except ValueError:
            reason = "wrote over what it hands back to the engine"
    if reason is None:
        reason = _death(status)
        if status >= 0:
            last = said.strip().splitlines()[-1:] or [_SILENT]
            reason += f": {last[0][:_REASON]}"
    return Outcome(failure=Failure(reason, _last_line(job, said)))


def _death(status: int) -> str:
    if status < 0:
        with suppress(ValueError):
            return f"was killed by {signal.Signals(-status).name}"
        return f"was killed by signal {-status}"
    return f"ended at once with status {status}"


def _last_line(job: Job, said: str) -> int | None:
    """Return the line of the program in the first traceback that the fault handler wrote."""
    found = re.search(rf'File "{re.escape(job.filename)}", line (\d+)', said)
    return int(found[1]) if found else None


def _captured() -> IO[bytes]:
    """Return a file without a name to which processes append: nothing can delete or replace it."""
    file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115
    fcntl.fcntl(file, fcntl.F_SETFL, fcntl.fcntl(file, fcntl.F_GETFL) | os.O_APPEND)
    return file


def _read(file: IO[bytes], most: int = 1 << 30) -> bytes:
    file.seek(0)
    return file.read(most)
