"""Run an example again, and tell how what it produces differs from its record; write nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidoc.core.findings import EvidocError, Finding
from evidoc.core.model import Job, Outcome
from evidoc.project.project import Project
from evidoc.records.file_names import record_path
from evidoc.records.record import Evidence, RecordError
from evidoc.running.evidence import differing, fresh_evidence
from evidoc.running.isolate import preload
from evidoc.running.schedule import run_many
from evidoc.running.shared import Guest
from evidoc.running.tasks import failure, tasks_of


@dataclass(frozen=True)
class Difference:
    """How a run differs from its record.

    Attributes:
        finding: What differs, or what keeps the example from running.
        recorded: What is recorded; None where that cannot be used, or nothing came out.
        found: What came out now.
        unseen: What it wrote to standard error.
    """

    finding: Finding
    recorded: Evidence | None = None
    found: Evidence | None = None
    unseen: str = ""


def rerun(project: Project, example: str, host: str | None = None) -> list[Finding]:
    """Run an example in every language, and compare each outcome with the record on disk.

    Args:
        project: The project.
        example: ``topic/name``.
        host: The address of the process that lends its fork server; without one, this process has
            its own.

    Returns:
        What differs, at the record that has it; what keeps the example from running; nothing if
        the records say what the example does.
    """
    languages = [each.code for each in project.languages]
    return sorted(each.finding for each in differences_now(project, example, languages, host))


def differences_now(
    project: Project, example: str, languages: Iterable[str], host: str | None = None
) -> Iterator[Difference]:
    """Run an example in some languages, and yield how it differs from the records on disk.

    The environment is left out: other versions that give the same result are no difference. So
    is what the tolerance of the example allows.
    """
    try:
        tasks = tasks_of(project, example, list(languages))
    except EvidocError as error:
        yield from map(Difference, error.findings)
        return
    # A server that lacked one would wait for all that runs before it starts anew with it.
    guest = Guest(host, project.inputs.all_libraries) if host else None
    if guest is None:
        preload(project.inputs.libraries(example))
    task_of = {task.job.language: task for task in tasks}
    for job, outcome in run_many([task.job for task in tasks], executor=guest):
        task = task_of[job.language]
        if outcome.failure:
            yield Difference(failure(project, task, outcome), unseen=outcome.unseen)
            continue
        for each in task.jobs:
            if difference := _difference(project, each, outcome):
                yield difference


def _difference(project: Project, job: Job, outcome: Outcome) -> Difference | None:
    found = fresh_evidence(project, job, outcome)
    path = project.config.relative(record_path(project.config.evidence, job.example))
    mend = f"evidoc run {job.example}"
    try:
        differs = differing(project, job, found)
    except RecordError as error:
        message = f"{job.example} {error} ({job.language})"
        return Difference(Finding(path, 1, message, mend, code="record-differs"))
    if not differs:
        return None
    more = f" (and {len(differs) - 1} more)" if len(differs) > 1 else ""
    message = f"{job.example} now gives another result ({job.language}): {differs[0]}{more}"
    finding = Finding(path, 1, message, mend, code="record-differs")
    recorded = project.records.evidence(job.language, job.example)
    return Difference(finding, recorded, found, outcome.unseen)
