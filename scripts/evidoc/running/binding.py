"""Which variables of examples show the numbers of a file that nothing binds yet."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from evidoc.core.findings import EvidocError, Finding
from evidoc.examples.source import write_source
from evidoc.pages.markup import hide
from evidoc.pages.numerals import Numeral, NumeralError, read_numerals
from evidoc.pages.page import Claim, Page
from evidoc.project.project import Project
from evidoc.records.record import RecordError
from evidoc.running.isolate import preload
from evidoc.running.schedule import run_many

Values = dict[str, Fraction]
"""``topic/name: variable`` to its value."""


@dataclass(frozen=True)
class Unbound:
    """A number of a file that nothing binds.

    Attributes:
        line: Its line, from 1.
        column: Its column, from 1.
        start: Its offset in the source.
        text: The number as it stands there.
        names: The variables that read the same at its precision.
    """

    line: int
    column: int
    start: int
    text: str
    names: tuple[str, ...]


def unbound_numbers(project: Project, path: Path) -> list[Unbound]:
    """Return the unbound numbers of a page or document, with the variables that show them.

    Its examples are those that it uses; a file that uses none is compared with all.

    Raises:
        EvidocError: The file is no page or document, or an example cannot run.
    """
    _, page = _find(project, path)
    examples = sorted(page.used & project.snippets.keys()) or list(project.snippets)
    values = variables(project, examples)
    return [
        Unbound(
            page.source.line(each.start),
            page.source.column(each.start),
            each.start,
            page.source.text[each.start : each.end],
            tuple(name for name, value in values.items() if each.equals(value)),
        )
        for each in _numerals(project, page)
    ]


def bind(project: Project, path: Path) -> list[Unbound]:
    """Bind the numbers that one variable alone shows; return them.

    Raises:
        EvidocError: As ``unbound_numbers``, or the file cannot be written.
    """
    is_page, page = _find(project, path)
    certain = [each for each in unbound_numbers(project, path) if len(each.names) == 1]
    text = page.source.text
    for each in reversed(certain):
        end = each.start + len(each.text)
        (name,) = each.names
        bound = f"[{each.text}]{{= {name} }}" if is_page else f"{each.text}<!--= {name} -->"
        text = text[: each.start] + bound + text[end:]
    write_source(path, project.config.relative(path), text)
    return certain


def _find(project: Project, path: Path) -> tuple[bool, Page]:
    """Return whether a file is a page of the site, and its scan."""
    for language, pages in project.pages.items():
        for name, page in pages.items():
            if project.config.languages[language].docs / name == path:
                return True, page
    for name, page in project.documents.items():
        if project.config.root / name == path:
            return False, page
    inside = project.config.root in path.parents
    name = project.config.relative(path) if inside else str(path)
    mend = f"name it in documents of {project.config.file}"
    raise EvidocError([Finding(name, 1, "is no page and no document of the project", mend)])


def _numerals(project: Project, page: Page) -> Iterable[Numeral]:
    """Return the numbers in the prose of a page that no claim holds."""
    names = tuple(project.config.names)
    bound = [_bound_by(project, page, claim, names) for claim in page.claims]
    bound += [(each.start, each.start + len(each.text)) for each in page.given]
    text = hide(page.source.plain, bound)
    while True:
        try:
            return read_numerals(text, names)
        except NumeralError as error:
            text = hide(text, [(error.start, error.end)])


def _bound_by(
    project: Project, page: Page, claim: Claim, names: tuple[str, ...]
) -> tuple[int, int]:
    """Return where what a claim binds begins and ends."""
    if not claim.is_comment:
        return claim.start, claim.end
    try:
        record = project.records.record(project.config.source_language, claim.example)
        start, _ = claim.bound_text(record.values, names)
    except (RecordError, KeyError):  # how many numbers it binds is unknown: perhaps all of its line
        start = page.source.line_start(claim.end)
    return start, claim.end


def variables(project: Project, examples: Iterable[str]) -> Values:
    """Run examples and return the numbers that their top-level variables hold at the end.

    Raises:
        EvidocError: An example cannot run, or failed.
    """
    language = project.config.source_language
    jobs = []
    libraries: set[str] = set()
    for example in examples:
        names = _assigned(project.snippets[example].program.tree)
        jobs.append(replace(project.job(language, example), values=names, formulas=(), tables=()))
        libraries |= project.inputs.libraries(example)
    preload(libraries)
    found: Values = {}
    for job, outcome in run_many(jobs):
        if outcome.failure:
            line = outcome.failure.line or 1
            message = outcome.failure.message
            raise EvidocError([Finding(job.filename, line, message, code="example-failed")])
        for name, values in outcome.values.items():
            if len(values) == 1:
                found[f"{job.example}: {name}"] = Fraction(values[0])
    return dict(sorted(found.items()))


def _assigned(tree: ast.Module) -> tuple[str, ...]:
    """Return the names that a program assigns or takes from modules, outside of functions."""
    names: set[str] = set()
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names} - {"*"}
        if not isinstance(node, _SCOPES):
            waiting += ast.iter_child_nodes(node)
    return tuple(sorted(names))


_SCOPES = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)
