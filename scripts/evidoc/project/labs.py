"""The texts of labs, as pages of the site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from evidoc.core.findings import EvidocError
from evidoc.core.model import is_lab
from evidoc.pages.markup import Source
from evidoc.project.project import Project


def labs(project: Project) -> list[str]:
    """Return the labs among the examples."""
    return [name for name in project.snippets if is_lab(name)]


def lab_texts(project: Project, language: str) -> Iterator[tuple[str, str, Source]]:
    """Yield the text of each lab in a language: its path as a page, its file, its Markdown.

    Lines are those of the program in that language; what is no text is blank.
    """
    for name in labs(project):
        with suppress(EvidocError):
            source = project.programs.localised(language, name).text
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
