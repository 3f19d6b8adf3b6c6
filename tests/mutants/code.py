"""Operators and constants of the modules and the examples, changed: do the tests notice?

A module is put in the place of the real one in a fork of this process, which then runs the tests
of the module. An example runs, and what it produces is compared with its record.
"""

from __future__ import annotations

import os
import signal
import sys
import types
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from evidoc.core.model import Job, Outcome
from evidoc.project.project import Project
from evidoc.records.record import Evidence
from evidoc.running.compare import differences
from evidoc.running.evidence import fresh_evidence
from evidoc.running.schedule import run_many
from mutants.equivalent import reason
from mutants.mutant import Mutant, Verdict, sample
from mutants.programs import changed_programs

SECONDS = 120


def judge_module(
    project: Project, name: str, size: int | None, seed: int, workers: int
) -> Iterator[Verdict]:
    """Yield for mutants of a module below the snippets' folder whether its tests fail.

    Raises:
        RuntimeError: They fail for the module as it is.
    """
    import torch  # noqa: F401  # so that the forks need not

    path = project.config.snippets / f"{name}.py"
    tests = project.config.root / "tests" / "snippets" / f"test_{name}.py"
    text = path.read_text("utf-8")
    if _tests_fail(name, text, tests):
        raise RuntimeError(f"{tests} fails though nothing is changed")
    programs = {
        Mutant(project.config.relative(path), each.line, each.before, each.after, index): each
        for index, each in enumerate(changed_programs(text))
    }
    chosen = sample(list(programs), size, seed)
    with ThreadPoolExecutor(workers) as executor:
        found = executor.map(lambda each: _tests_fail(name, programs[each].source, tests), chosen)
        for mutant, is_found in zip(chosen, found, strict=True):
            yield _verdict(project, mutant, is_found)


def _tests_fail(name: str, source: str, tests: Path) -> bool:
    """Run the tests of a module in a fork in which it has this source."""
    child = os.fork()
    if child == 0:
        os._exit(_run_tests(name, source, tests))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) != 0


def _run_tests(name: str, source: str, tests: Path) -> int:
    try:
        signal.alarm(SECONDS)  # a loop without end is a failure as well
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        import torch

        torch.set_num_threads(1)
        _forget(tests.parent.parent)
        module = types.ModuleType(name)
        sys.modules[name] = module
        exec(compile(source, name, "exec"), vars(module))
        # Those that cannot run within a test, or write, or start processes.
        plugins = ("playwright", "cacheprovider", "xdist", "terminal")
        return int(pytest.main(["-x", *(f"-pno:{each}" for each in plugins), str(tests)]))
    except BaseException:
        return 99


def _forget(folder: Path) -> None:
    """Forget what was imported from a folder: it has the functions of the module as it was."""
    for name, module in list(sys.modules.items()):
        if Path(getattr(module, "__file__", None) or "/").is_relative_to(folder):
            del sys.modules[name]


def judge_examples(
    project: Project, size: int | None, seed: int, seconds: float = 1
) -> Iterator[Verdict]:
    """Yield for mutants of the examples that run within ``seconds`` whether the outcome differs."""
    language = project.config.source_language
    light = [
        name for name, each in project.settings.items() if each.seconds <= 60 and not each.uses
    ]
    jobs = {name: project.job(language, name) for name in light}
    times = {job.example: outcome.seconds for job, outcome in run_many(jobs.values())}
    programs: dict[Mutant, Job] = {}
    for name, job in jobs.items():
        if times[name] > seconds:
            continue
        path = project.config.relative(project.snippets[name].path)
        lines = project.programs.localised(language, name).program.without_results[1]
        for index, each in enumerate(changed_programs(job.source)):
            mutant = Mutant(path, lines[each.line - 1], each.before, each.after, index)
            programs[mutant] = replace(job, source=each.source, seconds=10)
    chosen = {programs[each]: each for each in sample(list(programs), size, seed)}
    for job, outcome in run_many(chosen):
        yield _verdict(project, chosen[job], _differs(project, job, outcome))


def _verdict(project: Project, mutant: Mutant, is_found: bool) -> Verdict:
    return Verdict(mutant, is_found, "" if is_found else reason(mutant, project.config.root))


def _differs(project: Project, job: Job, outcome: Outcome) -> bool:
    if outcome.failure:
        return True
    recorded = project.records.evidence(job.language, job.example)
    fresh = fresh_evidence(project, job, outcome)
    # The program differs: what counts is what came out.
    record = replace(fresh.record, digest=recorded.record.digest)
    tolerance = project.settings[job.example].tolerance
    changed = Evidence(record, fresh.contents)
    return next(differences(job.example, recorded, changed, tolerance), None) is not None
