"""What has to run to make the records of an example."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec

from evidoc.core.findings import Finding, counted, shortened
from evidoc.core.model import Job, Outcome, is_lab
from evidoc.examples.imports import foreign, required_packages
from evidoc.examples.program import Program
from evidoc.project.project import Project
from evidoc.running.sought import how_to_give

_SHOWN = 200
"""The most characters of a line that a message shows, and of a message itself, on each side."""
_LINES = 5
"""The most lines of an output that a message shows."""


@dataclass(frozen=True)
class Task:
    """One run: the jobs, of one example, that differ in comments and docstrings alone."""

    digest: str
    jobs: tuple[Job, ...]

    @property
    def job(self) -> Job:
        """The job that stands for all."""
        return self.jobs[0]

    @property
    def languages(self) -> str:
        """The languages that it is recorded for."""
        return ", ".join(job.language for job in self.jobs)


def tasks_of(project: Project, example: str, languages: list[str]) -> list[Task]:
    """Return a task for each program of an example that differs between the languages.

    Raises:
        EvidocError: A translation is not complete, or something that it uses is not there.
    """
    by_digest: dict[str, list[Job]] = {}
    for language in languages:
        job = project.job(language, example)
        by_digest.setdefault(project.digest(job), []).append(job)
    return [Task(digest, tuple(jobs)) for digest, jobs in by_digest.items()]


def missing_library(project: Project, job: Job) -> Finding | None:
    """Return a library that a job imports and this machine lacks."""
    modules = {path: data for path, data in job.files if path.endswith(".py")}
    programs = (Program(data.decode(errors="replace")) for data in modules.values())
    imported = required_packages([Program(job.source), *programs])
    if is_lab(job.example):
        imported |= {"ipykernel", "matplotlib", "nbclient"}
    names = foreign(imported, (*modules, *(path for path, _ in job.library)))
    lacking = sorted(name for name in names if find_spec(name) is None)
    if not lacking:
        return None
    message = f"has to run, and imports {' and '.join(lacking)}, not installed here"
    mend = project.config.install or f"pip install {' '.join(lacking)}, or what else brings them"
    return Finding(job.filename, 1, message, mend, code="example-failed")


def failure(project: Project, task: Task, outcome: Outcome) -> Finding:
    """Return a failed outcome as a finding at the line of the snippet that failed."""
    job, failed = task.job, outcome.failure
    assert failed is not None
    line = line_of(project, job, failed.line) if failed.line else 1
    message = _in_line(failed.message)
    if printed := last_lines(outcome.text):
        message += f"; it had printed: {printed}"
    if unseen := last_lines(outcome.unseen):
        message += f"; on standard error: {unseen}"
    mend = how_to_give(project.config, outcome) or f"mend it, then evidoc run {job.example}"
    message += f" ({task.languages})"
    return Finding(job.filename, line, message, mend, code="example-failed")


def line_of(project: Project, job: Job, line: int) -> int:
    """Return the line of its source at which a line of a program stands as it runs."""
    lines = project.programs.running(job.language, job.example).lines
    return lines[line - 1] if line <= len(lines) else 1


def last_lines(text: str) -> str:
    """Return the last lines of an output in one, and how many stand before them."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    before = len(lines) - _LINES
    more = f" (and {counted(before, 'line')} before)" if before > 0 else ""
    return " / ".join(shortened(line, 2 * _SHOWN) for line in lines[-_LINES:]) + more


def unsteady(job: Job, difference: str) -> Finding:
    """Return as a finding that the same program gives another result with each run."""
    message = f"gives another result each time it runs ({job.language}): {_in_line(difference)}"
    mend = "seed what is random and print no times or addresses, or set a tolerance"
    return Finding(job.filename, 1, message, mend, code="record-differs")


def _in_line(message: str) -> str:
    """Return a message in one line, without the middle of one that is long."""
    return shortened(" ".join(message.split()), 2 * _SHOWN)
