"""Run an example again, and tell how what it produces differs from its record; write nothing."""

from __future__ import annotations

from evidoc.core.findings import EvidocError, Finding
from evidoc.project.project import Project
from evidoc.records.record import RecordError, record_path
from evidoc.running.evidence import differing, fresh_evidence
from evidoc.running.schedule import run_many
from evidoc.running.tasks import failure, tasks_of


def rerun(project: Project, example: str) -> list[Finding]:
    """Run an example in every language, and compare each outcome with the record on disk.

    The environment is left out: other versions that give the same result are no difference. So
    is what the tolerance of the example allows.

    Returns:
        What differs, at the record that has it; what keeps the example from running; nothing if
        the records say what the example does.
    """
    try:
        tasks = tasks_of(project, example, [each.code for each in project.languages])
    except EvidocError as error:
        return error.findings
    findings = []
    task_of = {task.job.language: task for task in tasks}
    for job, outcome in run_many([task.job for task in tasks]):
        task = task_of[job.language]
        if outcome.failure:
            findings.append(failure(project, task, outcome))
            continue
        for each in task.jobs:
            path = project.config.relative(record_path(project.config.evidence, example))
            try:
                differs = differing(project, each, fresh_evidence(project, each, outcome))
            except RecordError as error:
                message = f"{example} {error} ({each.language})"
            else:
                if not differs:
                    continue
                more = f" (and {len(differs) - 1} more)" if len(differs) > 1 else ""
                message = (
                    f"{example} now gives another result ({each.language}): {differs[0]}{more}"
                )
            mend = f"evidoc run {example}"
            findings.append(Finding(path, 1, message, mend, code="record-differs"))
    return sorted(findings)
