"""The evidence on disk: what an example has, what no example has, what authors put beside it."""

from __future__ import annotations

from contextlib import suppress
from os.path import normpath
from pathlib import Path

from evidoc.project.project import Project
from evidoc.records.record import (
    Evidence,
    RecordError,
    read_files,
    record_path,
)


def committed_evidence(project: Project, language: str, example: str) -> Evidence:
    """Return what is recorded of an example.

    Raises:
        RecordError: There is no record that can be used.
    """
    record = project.record(language, example)
    return Evidence(record, read_files(project.evidence(language), example, record))


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
