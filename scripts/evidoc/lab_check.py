"""What can be wrong with a lab besides what can be wrong with any example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise

from evidoc.evidence import committed_evidence
from evidoc.findings import EvidocError, Finding
from evidoc.labs import FIGURE, alternative, cell_lines, is_lab, lab_path, outputs_of
from evidoc.markup import Source
from evidoc.project import Project
from evidoc.record import RecordError


def labs(project: Project) -> list[str]:
    """Return the labs among the examples."""
    return [name for name, snippet in project.snippets.items() if is_lab(snippet.source)]


def lab_texts(project: Project, language: str) -> Iterator[tuple[str, str, Source]]:
    """Yield the text of each lab in a language: its path as a page, its file, its Markdown.

    Lines are those of the program in that language; what is no text is blank.
    """
    for name in labs(project):
        with suppress(EvidocError):
            source = project.localised(language, name).text
            path = project.config.relative(project.snippets[name].path)
            yield f"{name}.ipynb", path, Source(_text(source))


def _text(source: str) -> str:
    lines = []
    is_text = False
    for line in source.split("\n"):
        if line.startswith("# %%"):
            is_text = "[markdown]" in line
            line = ""
        lines.append(line.removeprefix("#").removeprefix(" ") if is_text else "")
    return "\n".join(lines)


def check_labs(project: Project) -> Iterator[Finding]:
    """Yield labs that no page links to, and figures in them without a text alternative."""
    for name in labs(project):
        path = project.config.relative(project.snippets[name].path)
        for language, pages in project.pages.items():
            link = re.compile(rf"\]\([^)\s]*{re.escape(name)}\.ipynb[)#]")
            if not any(link.search(page.source.text) for page in pages.values()):
                mend = f"link to it: [text](../{name}.ipynb)"
                yield Finding(path, 1, f"no page links to this lab ({language})", mend)
            with suppress(RecordError, EvidocError):
                yield from _figures(project, language, name, path)


def _figures(project: Project, language: str, name: str, path: str) -> Iterator[Finding]:
    source = project.localised(language, name).text
    book = committed_evidence(project, language, name).contents[lab_path(name)]
    lines = source.split("\n")
    starts = [*cell_lines(source), len(lines) + 1]
    code = [
        (start, "\n".join(lines[start : end - 1]))
        for start, end in pairwise(starts)
        if "[markdown]" not in lines[start - 1]
    ]
    for (line, text), outputs in zip(code, outputs_of(book), strict=False):
        if any(FIGURE in output.get("data", {}) for output in outputs) and not alternative(text):
            message = f"the figure of this cell has no text alternative ({language})"
            yield Finding(path, line, message, "begin the cell with #| fig-alt: text")
