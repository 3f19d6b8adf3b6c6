"""The records of a project with the files beside them: made, compared, cleared away."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

from evidoc.core.model import Job, Outcome, is_lab
from evidoc.project.evidence import committed_evidence
from evidoc.project.project import Project, text_digest
from evidoc.records.downloads import downloads
from evidoc.records.lab_notebook import Outputs, lab_notebook, lab_path, outputs_of
from evidoc.records.record import (
    Evidence,
    Record,
    RecordError,
    figure_file,
    kept_file,
    sha256,
)
from evidoc.running.compare import differences


def fresh_evidence(project: Project, job: Job, outcome: Outcome) -> Evidence:
    """Return the record of a good outcome and the bytes of the files beside it."""
    contents = {
        figure_file(job.example, figure.name): figure.svg.encode() for figure in outcome.figures
    }
    contents |= _for_readers(job, json.loads(outcome.cells or "[]"))
    if outcome.kept:
        contents[kept_file(job.example)] = outcome.kept.encode()
    record = Record(
        digest=project.digest(job),
        text=text_digest(job),
        environment=outcome.environment,
        output=outcome.text,
        figures={
            figure.name: [asdict(table) for table in figure.tables] for figure in outcome.figures
        },
        values=outcome.values,
        tables=outcome.tables,
        formulas=outcome.formulas,
        files={name: sha256(data) for name, data in contents.items()},
    )
    return Evidence(record, contents)


def _for_readers(job: Job, outputs: Outputs) -> dict[str, bytes]:
    """Return what is made of a program's text: downloads, or a lab's notebook with its outputs."""
    if is_lab(job.example):
        return {lab_path(job.example): lab_notebook(job, outputs)}
    return downloads(job)


def differing(project: Project, job: Job, found: Evidence) -> list[str]:
    """Return where a run of an example differs from its record by more than its tolerance allows.

    Raises:
        RecordError: There is no record that can be used.
    """
    recorded = committed_evidence(project, job.language, job.example)
    tolerance = project.settings[job.example].tolerance
    return list(differences(job.example, recorded, found, tolerance))


def is_within_tolerance(project: Project, job: Job, found: Evidence) -> bool:
    """Tell whether a run is so close to the one recorded that the record stays as it is."""
    try:
        return project.settings[job.example].tolerance > 0 and not differing(project, job, found)
    except RecordError:
        return False


def restated(project: Project, job: Job) -> Evidence | None:
    """Return the evidence of a program of which at most comments and docstrings changed.

    It holds the new text and what the old one produced; None if the program has to run.
    """
    try:
        before = committed_evidence(project, job.language, job.example)
    except RecordError:
        return None
    if before.record.digest != project.digest(job):
        return None
    book = before.contents.get(lab_path(job.example))
    contents = {**before.contents, **_for_readers(job, outputs_of(book) if book else [])}
    files = {name: sha256(data) for name, data in contents.items()}
    return Evidence(replace(before.record, text=text_digest(job), files=files), contents)
