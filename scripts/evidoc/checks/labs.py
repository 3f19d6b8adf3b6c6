"""What can be wrong with a lab besides what can be wrong with any example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from evidoc.checks.seen import Place, Seen
from evidoc.core.findings import EvidocError, Finding
from evidoc.pages.references import linked_path
from evidoc.project.labs import labs
from evidoc.project.project import Project
from evidoc.project.strictness import ALL
from evidoc.records.file_names import cells_file
from evidoc.records.lab_notebook import FIGURE, alternative, code_cells, read_cells
from evidoc.records.record import RecordError


def check_labs(project: Project, seen: Mapping[Place, Seen]) -> Iterator[Finding]:
    """Yield labs that no page links to, and figures in them without a text alternative.

    Args:
        project: The project.
        seen: What a reader sees of each page.
    """
    if project.config.coverage.default != ALL:
        return
    for name in labs(project):
        file = project.config.relative(project.snippets[name].path)
        for language, pages in project.pages.items():
            targets = {
                linked_path(path, target)
                for path in pages
                if (language, path) in seen
                for _, target in seen[language, path].links
            }
            if f"{name}.ipynb" not in targets:
                mend = f"link to it: [text](../{name}.ipynb)"
                yield Finding(file, 1, f"no page links to this lab ({language})", mend)
            with suppress(RecordError, EvidocError):
                yield from _figures(project, language, name, file)


def _figures(project: Project, language: str, name: str, path: str) -> Iterator[Finding]:
    program = project.programs.localised(language, name).program
    cells = project.records.evidence(language, name).contents[cells_file(name)]
    for (line, text), outputs in zip(code_cells(program), read_cells(cells), strict=False):
        if any(FIGURE in output.get("data", {}) for output in outputs) and not alternative(text):
            message = f"the figure of this cell has no text alternative ({language})"
            yield Finding(path, line, message, "begin the cell with # | fig-alt: text")
