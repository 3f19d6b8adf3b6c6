"""Inside the process of one example: the order in which it is confined, runs and is read."""

from __future__ import annotations

import atexit
import builtins
import fcntl
import linecache
import os
import sys
import threading
import types
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import IO, Any

from evidoc.core.model import Failure, Job, Outcome, is_lab
from evidoc.core.values import flatten
from evidoc.examples.results import KEEP, instrumented
from evidoc.running.collect import collect
from evidoc.running.confine import allow_only, private_world
from evidoc.running.expected import is_expected, show
from evidoc.running.failures import failure_of
from evidoc.running.sought import watch
from evidoc.running.surroundings import (
    lay_files,
    leave_pipes,
    limit,
    refuse_network,
    seed,
    set_environment,
    set_streams,
    set_style,
    undo_imports,
)
from evidoc.running.untouched import remember
from evidoc.running.versions import versions_before, versions_of
from evidoc.running.wire import packed

# A program may put anything in the place of what is asked for by its module's name.
_end_threads, _end_handlers = threading._shutdown, atexit._run_exitfuncs  # type: ignore[attr-defined]
_set_trace, _set_profile, _set_depth = sys.settrace, sys.setprofile, sys.setrecursionlimit
_this, _write, _cut, _write_at, _leave = os.getpid, os.write, os.ftruncate, os.pwrite, os._exit
_OURS = ("evidoc.core.model", "evidoc.running.child", "evidoc.running.wire")
PACKS = ("builtins", "dataclasses", "json", "json.encoder", *_OURS)
"""The modules that hand over what a good program has left."""


def execute(job: Job, scratch: Path, result: IO[bytes]) -> None:
    """Run the example's program as ``__main__``, confined, and put its outcome into ``result``.

    Args:
        job: What to run.
        scratch: The folder to work in where the example cannot have one of its own kernel's.
        result: An open file for the outcome.
    """
    # Out of the way of programs that close what they have not opened.
    descriptor = fcntl.fcntl(result, fcntl.F_DUPFD_CLOEXEC, 200)
    set_streams()
    leave_pipes()
    os.umask(0o022)
    home = private_world()
    missing = [] if home else ["unprivileged namespaces (a network and temporary files of its own)"]
    work = (home or scratch) / "evidoc"
    lay_files(job, work)
    os.chdir(work)
    set_environment(work.parent)
    if not allow_only(work.parent, network=home is not None):
        missing.append("Landlock (no access to files but its own)")
    if home is None:
        refuse_network()
    limit(job)
    environment = versions_before(job)
    restore, restore_few = remember(), remember(*PACKS)
    begun, this = monotonic(), _this()
    try:
        outcome = _execute(job, work)
    except BaseException as error:
        restore()
        reason = f"cannot be read at its end: {type(error).__name__}: {error}"
        outcome = Outcome(failure=Failure(f"{reason}; has it replaced what it is read with?"))
    (restore if outcome.failure or environment is None else restore_few)()
    if _this() != this:  # a copy that the program made of itself, and that came to its end
        if outcome.failure:
            _write(2, outcome.failure.message.encode("utf-8", "replace"))
            _leave(1)
        return
    versions = {} if outcome.failure else environment or versions_of(job)
    phases = {**outcome.phases, "start": begun}
    data = packed(replace(outcome, environment=versions, missing=tuple(missing), phases=phases))
    hand_over(descriptor, data)


def hand_over(descriptor: int, data: bytes) -> None:
    """Make a file hold the data alone, whatever the program has written there."""
    _write_at(descriptor, data, 0)
    # Cut after that, not before: what was cut to nothing, ext4 puts on the disk when it is closed,
    # and who closes it waits for the disk, even if the file has no name.
    _cut(descriptor, len(data))


def _execute(job: Job, work: Path) -> Outcome:
    """Run a program as it runs by hand, to its last thread and exit handler."""
    if is_lab(job.example):
        from evidoc.running.lab import execute_lab

        return execute_lab(job, work)
    sys.path.insert(0, str(work))
    sys.argv = [job.filename]
    seed()
    undo_imports()
    try:
        set_style(job.font)
    except Exception as error:
        return Outcome(failure=Failure(f"draws in the font {job.font!r}, which fails: {error}"))
    module = types.ModuleType("__main__")
    vars(module)["__file__"] = str(work / f"{job.example}.py")
    vars(module)["__builtins__"] = builtins
    sys.modules["__main__"] = module
    results: dict[str, list[Any]] = {}
    sought = watch(work)
    begun = monotonic()
    failure = _run(job, module, work, results)
    _end_threads()
    program = monotonic() - begun
    found = tuple(dict.fromkeys(sought))
    outcome = Outcome(failure=failure) if failure else collect(job, vars(module), results)
    _end_handlers()
    for stream in (sys.stdout, sys.stderr):
        # A program may have closed or replaced them.
        with suppress(Exception):
            stream.flush()
    return replace(outcome, sought=found, phases={**outcome.phases, "program": program})


def _run(
    job: Job, module: types.ModuleType, work: Path, results: dict[str, list[Any]]
) -> Failure | None:
    lines = job.source.splitlines(keepends=True)
    linecache.cache[job.filename] = (len(job.source), None, lines, job.filename)
    before, depth = dict(vars(builtins)), sys.getrecursionlimit()
    try:
        try:
            exec(_program(job, module, results), vars(module))
        finally:
            _set_trace(None)
            _set_profile(None)
            vars(builtins).update(before)  # whatever it put in their place
            _set_depth(depth)
    except BaseException as error:
        if is_expected(error, job.raises):
            show(error, work)
            return None
        if not (isinstance(error, SystemExit) and error.code in (None, 0)):
            remember()()
            return failure_of(job, error, work)
    return Failure(f"was to raise {job.raises}, and did not") if job.raises else None


def _program(job: Job, module: types.ModuleType, results: dict[str, list[Any]]) -> types.CodeType:
    """Return the program, compiled; one that states results keeps them in ``results``."""
    if not job.results:
        return compile(job.source, job.filename, "exec", dont_inherit=True, optimize=0)

    def keep(key: str, value: object) -> object:
        results[key] = flatten(value)
        return value

    vars(module)[KEEP] = keep
    by_statement = {statement: key for key, statement in job.results}
    tree = instrumented(job.source, job.filename, by_statement)
    return compile(tree, job.filename, "exec", dont_inherit=True, optimize=0)
