"""Inside the process of one example: limits, capture, the run itself, and what it left behind."""

from __future__ import annotations

import faulthandler
import importlib.metadata
import linecache
import multiprocessing
import os
import platform
import random
import signal
import socket
import sys
import traceback
import types
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from evidoc.core.model import Failure, Figure, Job, Outcome
from evidoc.core.values import ClaimError, flatten
from evidoc.examples.imports import imported_packages
from evidoc.examples.program import Program
from evidoc.examples.results import KEEP, instrumented
from evidoc.formulas.grid import tabulate
from evidoc.records.kept_values import KeepError, kept_json


def execute(job: Job, folder: Path) -> Outcome:
    """Run the example's program as ``__main__`` in ``folder`` and collect what it produced."""
    _capture(folder)
    _limit(job)
    work = folder / "work"
    if Program(job.source).is_lab:
        from evidoc.running.lab import execute_lab

        return replace(execute_lab(job, work), environment=_environment(job))
    os.chdir(work)
    sys.path.insert(0, str(work))
    sys.argv = [job.filename]
    seed()
    refuse_network()
    # An example may start processes of its own, as data loaders do.
    multiprocessing.set_start_method(None, force=True)
    _style(job)
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    results: dict[str, list[Any]] = {}
    failure = _run(job, module, work, results)
    sys.stdout.flush()
    if failure:
        return Outcome(failure=failure)
    return _collect(job, vars(module), results)


def _capture(folder: Path) -> None:
    """Send file descriptors 1 and 2 to files: that holds for C code and child processes too."""
    for descriptor, name in ((1, "stdout"), (2, "stderr")):
        file = os.open(folder / name, os.O_WRONLY | os.O_APPEND)
        os.dup2(file, descriptor)
        os.close(file)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115


def _limit(job: Job) -> None:
    if hasattr(os, "setsid"):
        os.setsid()
    faulthandler.enable(file=2)
    faulthandler.dump_traceback_later(job.seconds, file=2)
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (job.memory, job.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Whoever waits for this process kills it in time; this is for when nobody waits any longer.
    signal.setitimer(signal.ITIMER_REAL, job.seconds + 5)


def seed() -> None:
    """Seed every generator of random numbers that is there."""
    random.seed(0)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(0)
    if torch := sys.modules.get("torch"):
        torch.manual_seed(0)


def refuse_network() -> None:
    """Let connections to other machines fail: a guard against accidents, not against attackers."""
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
    try:
        exec(_program(job, module, results), vars(module))
    except SyntaxError as error:
        return Failure(f"SyntaxError: {error.msg}", error.lineno)
    except SystemExit as error:
        if error.code in (None, 0):
            return None
        return Failure(f"ended with status {error.code}", _line(job, error))
    except BaseException as error:
        message = f"{type(error).__name__}: {error}".strip().rstrip(":")
        return Failure(message + _origin(error, work), _line(job, error))
    return None


def _program(job: Job, module: types.ModuleType, results: dict[str, list[Any]]) -> types.CodeType:
    """Return the program, compiled; one that states results keeps them in ``results``."""
    if not job.results:
        return compile(job.source, job.filename, "exec")

    def keep(key: str, value: object) -> object:
        results[key] = flatten(value)
        return value

    vars(module)[KEEP] = keep
    by_statement = {statement: key for key, statement in job.results}
    return compile(instrumented(job.source, job.filename, by_statement), job.filename, "exec")


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
    failure = None
    for expression in job.values:
        try:
            values[expression] = flatten(eval(expression, namespace))
        except Exception as error:
            failure = failure or _no_value(expression, error)
    for name in job.tables:
        try:
            tables[name] = [[_cell(cell) for cell in row] for row in namespace[name]]
        except Exception as error:
            failure = failure or _no_value(name, error)
    for grid in job.formulas:
        try:
            formulas[grid.key] = tabulate(grid, namespace)
        except Exception as error:
            failure = failure or _no_value(grid.key, error)
    kept = ""
    try:
        kept = kept_json({name: namespace[name] for name in job.keeps}) if job.keeps else ""
    except KeyError as error:
        failure = failure or Failure(f"keeps {error.args[0]}, which is not there at the end")
    except Exception as error:
        what = str(error) if isinstance(error, KeepError) else f"{type(error).__name__}: {error}"
        failure = failure or Failure(f"cannot keep what it should: {what}")
    figures: tuple[Figure, ...] = ()
    if "matplotlib.pyplot" in sys.modules:
        from evidoc.records.figures import open_figures

        figures = open_figures(job.font)
    return Outcome(
        figures=figures,
        values=values,
        tables=tables,
        formulas=formulas,
        kept=kept,
        environment=_environment(job),
        failure=failure,
    )


def _no_value(expression: str, error: Exception) -> Failure:
    what = str(error) if isinstance(error, ClaimError) else f"{type(error).__name__}: {error}"
    return Failure(f"a page asks for {expression}: {what}", expression=expression)


def _cell(cell: object) -> Any:
    if isinstance(cell, str):
        return cell
    (value,) = flatten(cell)
    return value


def _environment(job: Job) -> Mapping[str, str]:
    """Return the versions of Python and of what the example and its modules import."""
    sources = [job.source, *(data.decode() for name, data in job.files if name.endswith(".py"))]
    programs = map(Program, sources)
    local = {Path(name).parts[0].removesuffix(".py") for name, _ in job.files}
    names = imported_packages(programs) - local
    versions = {"Python": platform.python_version()}
    for name in sorted(names - sys.stdlib_module_names):
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
