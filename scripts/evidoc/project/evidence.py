"""The evidence on disk: what an example has, what no example has, what authors put beside it."""

from __future__ import annotations

from pathlib import Path

from evidoc.core.files import UNFINISHED
from evidoc.core.model import is_lab
from evidoc.examples.program import Program
from evidoc.project.project import Project
from evidoc.records import letters
from evidoc.records.downloads import downloads
from evidoc.records.file_names import cells_file, record_path
from evidoc.records.lab_notebook import Outputs, code_cells, lab_notebook, read_cells
from evidoc.records.old_layout import OldRecord, old_records
from evidoc.records.record import RecordError


def site_files(project: Project, language: str, example: str) -> dict[str, bytes]:
    """Return the figures and downloads of an example, by their addresses in a language's site.

    They are made of its program and its record; nothing runs.

    Raises:
        EvidocError: Its translation is not complete.
        RecordError: There is no record that can be used, and it is no lab.
    """
    if is_lab(example):
        try:
            return {f"{example}.ipynb": lab_book(project, language, example)}
        except RecordError:  # its page stays, and says so
            job = project.job(language, example)
            blank: Outputs = [[] for _ in code_cells(Program(Program(job.source).shown))]
            return {f"{example}.ipynb": lab_notebook(job, blank)}
    contents = project.records.evidence(language, example).contents
    topic = example.rpartition("/")[0]
    figures = {name: data for name, data in contents.items() if name.endswith((".svg", ".png"))}
    files = {name: letters.exact(data) for name, data in figures.items()}
    snippet = project.snippets[example]
    if snippet.is_console:
        files[snippet.file_name] = snippet.program.shown.encode()
    else:
        files |= downloads(project.job(language, example))
    folder = project.config.evidence.name
    # Under their own names too: code that a reader copies imports them.
    modules = {} if snippet.is_console else project.inputs.modules(example)
    return {
        **{f"{folder}/{name}": data for name, data in modules.items()},
        **{f"{folder}/{topic}/{name}": data for name, data in files.items()},
    }


def lab_book(project: Project, language: str, lab: str) -> bytes:
    """Return the notebook of a lab with the recorded outputs of its cells.

    Raises:
        EvidocError: Its translation is not complete.
        RecordError: There is no record that can be used, or it is of other cells.
    """
    outputs = read_cells(project.records.evidence(language, lab).contents[cells_file(lab)])
    job = project.job(language, lab)
    try:
        return lab_notebook(job, outputs)
    except ValueError:
        raise RecordError("changed since it was recorded") from None


def old_evidence(project: Project, language: str) -> dict[str, OldRecord]:
    """Return the records of a language that lie in the layout of former versions."""
    docs = project.config.languages[language].docs
    return old_records(docs, project.config.evidence.name)


def unused_evidence(project: Project) -> list[Path]:
    """Return the files in the topics' evidence folders that no example has."""
    folder = project.config.evidence
    expected: set[Path] = set()
    for example in project.snippets:
        path = record_path(folder, example)
        try:
            expected |= project.records.files(example)
        except RecordError:
            # What a damaged record had is unknown: whatever bears its name is left alone.
            expected |= {path, *path.parent.glob(f"{path.stem}.*")}
    made = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in sorted(made) if path not in expected]


def written_by_runs(project: Project) -> set[Path]:
    """Return the files in the evidence folder that runs wrote, as the records there say.

    With them those that a process left which was killed while it wrote.
    """
    folder = project.config.evidence
    found = set(folder.rglob(UNFINISHED))
    for path in folder.glob("*/*.json"):
        example = path.relative_to(folder).with_suffix("").as_posix()
        try:
            found |= project.records.files(example)
        except RecordError:
            continue  # no record, or one that cannot say
    return found


def files_of_authors(project: Project) -> list[Path]:
    """Return the files among the pages that are no pages: no example made them."""
    return [
        path
        for language in project.languages
        for path in sorted(language.docs.rglob("*"))
        if path.is_file() and path.suffix != ".md"
    ]


def prune(project: Project) -> list[str]:
    """Delete what runs wrote and no example has; return the paths."""
    written = written_by_runs(project)
    unused = [path for path in unused_evidence(project) if path in written]
    for path in unused:
        path.unlink()
    return [project.config.relative(path) for path in unused]
