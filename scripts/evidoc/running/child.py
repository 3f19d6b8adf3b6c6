"""Inside the process of one example: limits, capture, the run itself, and what it left behind."""

from __future__ import annotations

import atexit
import builtins
import errno
import faulthandler
import fcntl
import importlib.metadata
import linecache
import multiprocessing
import multiprocessing.util
import os
import platform
import random
import re
import resource
import socket
import sys
import tempfile
import threading
import time
import traceback
import types
import weakref
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from multiprocessing import resource_tracker
from pathlib import Path
from typing import IO, Any

from evidoc.core.model import Failure, Figure, Job, Outcome, Shown, is_lab
from evidoc.core.values import ClaimError, evaluate, flatten
from evidoc.examples.imports import foreign, imported_packages
from evidoc.examples.program import Program
from evidoc.examples.results import KEEP, instrumented
from evidoc.formulas.grid import tabulate
from evidoc.records.kept_values import KeepError, kept_json
from evidoc.records.shown_value import show_value
from evidoc.running.confine import DISK, allow_only, private_world
from evidoc.running.expected import is_expected, show
from evidoc.running.wire import packed


def execute(job: Job, scratch: Path, result: IO[bytes]) -> None:
    """Run the example's program as ``__main__``, confined, and put its outcome into ``result``.

    Args:
        job: What to run.
        scratch: The folder to work in where the example cannot have one of its own kernel's.
        result: An open file for the outcome.
    """
    # Out of the way of programs that close what they have not opened.
    descriptor = fcntl.fcntl(result, fcntl.F_DUPFD_CLOEXEC, 200)
    _standard_streams()
    os.umask(0o022)
    home = private_world()
    missing = [] if home else ["unprivileged namespaces (a network and temporary files of its own)"]
    work = (home or scratch) / "evidoc"
    _lay(job, work)
    os.chdir(work)
    _environ(work.parent)
    if not allow_only(work.parent, network=home is not None):
        missing.append("Landlock (no access to files but its own)")
    if home is None:
        refuse_network()
    _limit(job)
    begun = time.monotonic()
    if is_lab(job.example):
        from evidoc.running.lab import execute_lab

        outcome = replace(execute_lab(job, work), environment=_environment(job))
    else:
        outcome = _execute(job, work)
    phases = {**outcome.phases, "start": begun}
    data = packed(replace(outcome, missing=tuple(missing), phases=phases))
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, data, 0)


def _execute(job: Job, work: Path) -> Outcome:
    """Run a program as it runs by hand, to its last thread and exit handler."""
    sys.path.insert(0, str(work))
    sys.argv = [job.filename]
    seed()
    _as_never_imported()
    _style(job)
    module = types.ModuleType("__main__")
    vars(module)["__file__"] = str(work / f"{job.example}.py")
    vars(module)["__builtins__"] = builtins
    sys.modules["__main__"] = module
    results: dict[str, list[Any]] = {}
    begun = time.monotonic()
    failure = _run(job, module, work, results)
    threading._shutdown()  # type: ignore[attr-defined]
    program = time.monotonic() - begun
    outcome = Outcome(failure=failure) if failure else _collect(job, vars(module), results)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        # A program may have closed or replaced them.
        with suppress(Exception):
            stream.flush()
    return replace(outcome, phases={**outcome.phases, "program": program})


def _standard_streams() -> None:
    """Read from nowhere, and write to the descriptors as a program does whose output is a file."""
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", 1, "utf-8", "backslashreplace", closefd=False)  # noqa: SIM115
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]


def _lay(job: Job, work: Path) -> None:
    """Lay the program, and the modules and data that it reads, into its folder."""
    for name, data in (*job.library, *job.files, (f"{job.example}.py", job.source.encode())):
        path = work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _environ(home: Path) -> None:
    os.environ["HOME"] = os.environ["TMPDIR"] = str(home)
    tempfile.tempdir = None


def _as_never_imported() -> None:
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
    # matplotlib sets its defaults for everyone.
    for name in [name for name in sys.modules if name.partition(".")[0] == "pyparsing"]:
        del sys.modules[name]


def _limit(job: Job) -> None:
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
        found = re.search(r"^VmData:\s+(\d+)", Path("/proc/self/status").read_text(), re.M)
        return int(found[1]) << 10 if found else 0
    return 0


def seed() -> None:
    """Seed every generator of random numbers that is there."""
    random.seed(0)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(0)
    if torch := sys.modules.get("torch"):
        torch.manual_seed(0)


def refuse_network() -> None:
    """Let connections fail where the kernel does not: a guard against accidents alone."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            raise OSError("examples have no network")
        connect(self, address)

    socket.socket.connect = refuse  # type: ignore[assignment, method-assign]
    socket.socket.connect_ex = refuse  # type: ignore[assignment, method-assign]


def _style(job: Job) -> None:
    if "matplotlib" in sys.modules:
        from evidoc.records.figures import apply_style

        apply_style(job.font)


def _run(
    job: Job, module: types.ModuleType, work: Path, results: dict[str, list[Any]]
) -> Failure | None:
    lines = job.source.splitlines(keepends=True)
    linecache.cache[job.filename] = (len(job.source), None, lines, job.filename)
    before = dict(vars(builtins))
    try:
        try:
            exec(_program(job, module, results), vars(module))
        finally:
            vars(builtins).update(before)  # whatever it put in their place
    except BaseException as error:
        if is_expected(error, job.raises):
            show(error, work)
            return None
        if not (isinstance(error, SystemExit) and error.code in (None, 0)):
            return _failure(job, error, work)
    return Failure(f"was to raise {job.raises}, and did not") if job.raises else None


def _failure(job: Job, error: BaseException, work: Path) -> Failure:
    """Return what an exception says of the program that it ended."""
    if isinstance(error, SyntaxError):
        return Failure(f"SyntaxError: {error.msg}", error.lineno)
    if isinstance(error, SystemExit):
        return Failure(f"ended with status {error.code}", _line(job, error))
    message = f"{type(error).__name__}: {error}".strip().rstrip(":")
    return Failure(message + _why(error) + _origin(error, work), _line(job, error))


_REASON = 200
_REASONS = {
    errno.ENETUNREACH: "examples have no network",
    errno.EACCES: "examples write below their own folder only",
    errno.EFBIG: f"examples write at most {DISK >> 20} MiB",
    errno.ENOSPC: f"examples write at most {DISK >> 20} MiB",
}


def _why(error: BaseException) -> str:
    """Say which of the limits it is that the operating system states in its own words."""
    if isinstance(error, socket.gaierror):
        return f" ({_REASONS[errno.ENETUNREACH]})"
    reason = _REASONS.get(error.errno or 0) if isinstance(error, OSError) else None
    return f" ({reason})" if reason else ""


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


def _line(job: Job, error: BaseException) -> int | None:
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == job.filename]
    return lines[-1] if lines else None


def _origin(error: BaseException, work: Path) -> str:
    """Name the place in a module of ours that raised, if it was one."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    path = Path(last.filename)
    return f" (in {path.relative_to(work)}:{last.lineno})" if work in path.parents else ""


def _collect(job: Job, namespace: dict[str, Any], results: Mapping[str, list[Any]]) -> Outcome:
    values: dict[str, list[Any]] = dict(results)
    tables: dict[str, list[list[Any]]] = {}
    formulas: dict[str, dict[str, Any]] = {}
    unusable: dict[str, str] = {}
    failure = None
    for expression in job.values:
        try:
            values[expression] = evaluate(expression, namespace)
        except Exception as error:
            unusable[expression] = _reason(error)
    for name in job.tables:
        try:
            tables[name] = [[_cell(cell) for cell in row] for row in namespace[name]]
        except Exception as error:
            unusable[name] = _reason(error)
    shown: dict[str, Shown] = {}
    for expression in job.shows:
        try:
            shown[expression] = show_value(eval(expression, namespace))
        except Exception as error:
            unusable[expression] = _reason(error)
    for grid in job.formulas:
        try:
            formulas[grid.key] = tabulate(grid, namespace)
        except Exception as error:
            message = f"a page asks for {grid.key}: {_reason(error)}"
            failure = failure or Failure(message, expression=grid.key)
    kept = ""
    try:
        kept = kept_json({name: namespace[name] for name in job.keeps}) if job.keeps else ""
    except KeyError as error:
        failure = failure or Failure(f"keeps {error.args[0]}, which is not there at the end")
    except Exception as error:
        what = str(error) if isinstance(error, KeepError) else f"{type(error).__name__}: {error}"
        failure = failure or Failure(f"cannot keep what it should: {what}")
    figures: tuple[Figure, ...] = ()
    begun = time.monotonic()
    if "matplotlib.pyplot" in sys.modules:
        from evidoc.records.figures import FigureError, open_figures

        try:
            figures = open_figures(job.font)
            unusable |= {f"figure {each.name}": each.lost for each in figures if each.lost}
        except FigureError as error:
            failure = failure or Failure(str(error))
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            failure = failure or Failure(f"a figure cannot be drawn: {what}")
    drawn = time.monotonic() - begun
    return Outcome(
        figures=figures,
        values=values,
        unusable=unusable,
        tables=tables,
        shown=shown,
        formulas=formulas,
        kept=kept,
        environment=_environment(job),
        failure=failure,
        phases={"figures": drawn},
    )


def _reason(error: Exception) -> str:
    what = str(error) if isinstance(error, ClaimError) else f"{type(error).__name__}: {error}"
    line = " ".join(what.split())
    return line if len(line) <= _REASON else f"{line[:_REASON]}…"


def _cell(cell: object) -> Any:
    if isinstance(cell, str):
        return cell
    (value,) = flatten(cell)
    return value


def _environment(job: Job) -> Mapping[str, str]:
    """Return the versions of Python and of what the example and its modules import."""
    sources = [
        job.source,
        *(data.decode(errors="replace") for name, data in job.files if name.endswith(".py")),
    ]
    names = imported_packages(map(Program, sources))
    versions = {"Python": platform.python_version()}
    for name in foreign(names, (name for name, _ in (*job.files, *job.library))):
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            version = _version_of_module(name)
        versions[name] = version.partition("+")[0]
    return versions


def _version_of_module(name: str) -> str:
    """Return the version of a module whose distribution has another name, empty if unknown."""
    for distribution in importlib.metadata.packages_distributions().get(name, ()):
        return importlib.metadata.version(distribution)
    return str(getattr(sys.modules.get(name), "__version__", ""))
