"""What a reader downloads to run an example: the program or an archive, and a notebook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from evidoc.core.model import Job
from evidoc.core.words import words
from evidoc.examples.program import Program
from evidoc.records.notebook import dump, program_cells


def downloads(job: Job) -> dict[str, bytes]:
    """Return the files that a reader can download to run an example, by name.

    The program alone, or with the modules and data that it needs in a zip archive, stored and
    dated alike on every machine; and a notebook, of which the first cell writes what it needs.
    """
    name = job.example.rsplit("/", 1)[-1]
    program = Program(job.source, job.filename).shown
    cells = program_cells(program, job.files, words(job.language).files_of_a_notebook)
    book = {f"{name}.ipynb": dump(cells)}
    if not job.files:
        return {f"{name}.py": program.encode(), **book}
    return {f"{name}.zip": _archive([(f"{name}.py", program.encode()), *job.files]), **book}


def download_names(example: str, *, has_files: bool) -> list[str]:
    """Return the names of an example's downloads: the program first."""
    name = example.rsplit("/", 1)[-1]
    return [f"{name}.zip" if has_files else f"{name}.py", f"{name}.ipynb"]


def _archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path, data in sorted(files):
            info = zipfile.ZipInfo(path)
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return buffer.getvalue()
