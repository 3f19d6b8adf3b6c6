"""The records of a project with the files beside them: made, compared, cleared away."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, replace
from os.path import normpath
from pathlib import Path

from evidoc.labs.book import Outputs, is_lab, lab_notebook, lab_path, outputs_of
from evidoc.project import Project, text_digest
from evidoc.records.downloads import downloads
from evidoc.records.record import (
    Evidence,
    Record,
    RecordError,
    figure_file,
    kept_file,
    read_files,
    record_path,
    sha256,
)
from evidoc.running.compare import differences
from evidoc.running.isolate import Job, Outcome


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
    if is_lab(job.source):
        return {lab_path(job.example): lab_notebook(job, outputs)}
    return downloads(job)


def committed_evidence(project: Project, language: str, example: str) -> Evidence:
    """Return what is recorded of an example.

    Raises:
        RecordError: There is no record that can be used.
    """
    record = project.record(language, example)
    return Evidence(record, read_files(project.evidence(language), example, record))


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


def unused_evidence(project: Project) -> list[Path]:
    """Return the files in the topics' evidence folders, and notebooks, that no example has."""
    found: list[Path] = []
    for language in project.languages:
        evidence = project.evidence(language.code)
        expected: set[Path] = set()
        for example in project.snippets:
            path = record_path(evidence, example)
            expected.add(path)
            try:
                record = project.record(language.code, example)
            except RecordError:
                # What a damaged record had is unknown: whatever bears its name is left alone.
                expected |= set(path.parent.glob(f"{path.stem}.*"))
                expected |= set(path.parents[2].glob(f"{example}.*"))
            else:
                expected |= {Path(normpath(path.parent / file)) for file in record.files}
        made = [
            *evidence.glob("*/*"),
            *project.config.languages[language.code].docs.glob("*/*.ipynb"),
        ]
        found += [path for path in sorted(made) if path not in expected]
    return found


def files_of_authors(project: Project) -> list[Path]:
    """Return the files among the pages that are neither pages nor made by an example."""
    found: list[Path] = []
    for language in project.languages:
        evidence = project.evidence(language.code)
        made: set[Path] = set()
        for example in project.snippets:
            folder = record_path(evidence, example).parent
            with suppress(RecordError):
                files = project.record(language.code, example).files
                made |= {Path(normpath(folder / file)) for file in files}
        found += [
            path
            for path in sorted(language.docs.rglob("*"))
            if path.is_file()
            and path.suffix != ".md"
            and evidence not in path.parents
            and path not in made
        ]
    return found


def prune(project: Project) -> list[str]:
    """Delete the evidence that belongs to no example; return the paths."""
    unused = unused_evidence(project)
    for path in unused:
        path.unlink()
    return [project.config.relative(path) for path in unused]
