"""What a notebook would show of an example, and a page does not: the author is told."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from evidoc.core.findings import Finding
from evidoc.core.model import is_lab
from evidoc.project.project import Project

_DISPLAYED = re.compile(r"<IPython\.\w+(?:\.\w+)* object>")


def not_shown(project: Project, example: str) -> Iterator[Finding]:
    """Yield as warnings the objects that an example was to show as notebooks do; a lab does so."""
    if is_lab(example):
        return
    snippet = project.snippets[example]
    path = project.config.relative(snippet.path)
    if found := _last_object(project, example):
        line, name = found
        message = f"ends in {name}, which is shown in a notebook and not here"
        yield _warning(path, line, message, f"show it with value: {name}, print it, or delete it")
    record = project.records.usable(next(iter(project.config.languages)), example)
    if record and (printed := _DISPLAYED.search(record.output)):
        message = f"displays an object, of which a page shows its name alone: {printed[0]}"
        mend = "give the object a name, and show it with value: name"
        yield _warning(path, snippet.line, message, mend)


def _last_object(project: Project, example: str) -> tuple[int, str] | None:
    """Return the last statement, if it is an object alone that nothing shows: its line and text."""
    snippet = project.snippets[example]
    body = snippet.program.tree.body
    if snippet.is_console or not body or not isinstance(body[-1], ast.Expr):
        return None
    last = body[-1].value
    if not isinstance(last, ast.Name | ast.Attribute | ast.Subscript):
        return None
    text = ast.unparse(last)
    request = project.requests.get(example)
    stated = any(each.statement == len(body) - 1 for each in snippet.program.results)
    return None if stated or (request and text in request.shows) else (body[-1].lineno, text)


def _warning(path: str, line: int, message: str, mend: str) -> Finding:
    return Finding(path, line, message, mend, code="not-shown", is_warning=True)
