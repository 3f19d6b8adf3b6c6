"""The records of a project with the files beside them: made, compared, taken over."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from evidoc.core.model import Job, Outcome
from evidoc.project.digest import old_digest
from evidoc.project.evidence import old_evidence
from evidoc.project.project import Project
from evidoc.records.file_names import cells_file, figure_file, kept_file, shown_file
from evidoc.records.lab_notebook import cells_json
from evidoc.records.old_layout import OldRecord
from evidoc.records.record import Evidence, Record, RecordError, sha256
from evidoc.records.rounding import rounded
from evidoc.running.compare import differences


def fresh_evidence(project: Project, job: Job, outcome: Outcome) -> Evidence:
    """Return the record of a good outcome and the bytes of the files beside it.

    With a tolerance, on the grid that ``records.rounding`` lays.
    """
    if tolerance := project.settings[job.example].tolerance:
        outcome = rounded(outcome, tolerance)
    contents = {
        figure_file(job.example, figure.name): figure.svg.encode() for figure in outcome.figures
    }
    shown: dict[str, dict[str, str]] = {}
    for expression, each in outcome.shown.items():
        shown[expression] = {"kind": each.kind, "text": each.data}
        if each.kind in ("svg", "png"):
            file = shown_file(job.example, expression, each.kind)
            contents[file] = b64decode(each.data) if each.kind == "png" else each.data.encode()
            shown[expression] = {"kind": each.kind, "file": file}
    if outcome.cells:
        contents[cells_file(job.example)] = cells_json(json.loads(outcome.cells))
    if outcome.kept:
        contents[kept_file(job.example)] = outcome.kept.encode()
    record = Record(
        digest=project.digest(job),
        environment=outcome.environment,
        output=outcome.text,
        colours=outcome.colours,
        figures={
            figure.name: [dict(vars(table)) for table in figure.tables]
            for figure in outcome.figures
        },
        values=outcome.values,
        unusable=outcome.unusable,
        shown=shown,
        tables=outcome.tables,
        formulas=outcome.formulas,
        files={name: sha256(data) for name, data in contents.items()},
    )
    return Evidence(record, contents)


def differing(project: Project, job: Job, found: Evidence) -> list[str]:
    """Return where a run of an example differs from its record by more than its tolerance allows.

    Raises:
        RecordError: There is no record that can be used.
    """
    recorded = project.records.evidence(job.language, job.example)
    tolerance = project.settings[job.example].tolerance
    return list(differences(job.example, recorded, found, tolerance))


def changed_by_itself(project: Project, job: Job, found: Evidence) -> list[str]:
    """Return where a run differs from its record though inputs and versions are the same."""
    recorded = project.records.usable(job.language, job.example)
    fresh = found.record
    if recorded and (recorded.digest, recorded.environment) == (fresh.digest, fresh.environment):
        return differing(project, job, found)
    return []


def is_within_tolerance(project: Project, job: Job, found: Evidence) -> bool:
    """Tell whether a run is so close to the one recorded that the record stays as it is."""
    try:
        return project.settings[job.example].tolerance > 0 and not differing(project, job, found)
    except RecordError:
        return False


OldLayout = Mapping[str, Mapping[str, OldRecord]]
"""Language code to its records in the layout of former versions, by ``topic/name``."""


def old_layout(project: Project) -> OldLayout:
    """Return all that lies in the layout of former versions."""
    return {each.code: old_evidence(project, each.code) for each in project.languages}


def taken_over(project: Project, old: OldLayout, job: Job) -> Evidence | None:
    """Return what the old layout holds for the present inputs of an example; None if nothing."""
    found = old[job.language].get(job.example)
    if found is None or found.evidence.record.digest != old_digest(job):
        return None
    return replace(
        found.evidence, record=replace(found.evidence.record, digest=project.digest(job))
    )


def clear_old_layout(project: Project, old: OldLayout) -> None:
    """Delete what the old layout lists, of examples that are recorded anew or are no more."""
    for language, records in old.items():
        for example, record in records.items():
            if example in project.snippets:
                try:
                    project.records.evidence(language, example)
                except RecordError:
                    continue
            for file in record.files:
                file.unlink(missing_ok=True)
                with suppress(OSError):  # it holds something else
                    for folder in (file.parent, file.parent.parent):
                        folder.rmdir()
