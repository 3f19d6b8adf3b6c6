"""What other programs may use: a project checked and run, and a text judged by given values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from evidoc.core.findings import EvidocError, Finding
from evidoc.core.values import Value, flatten
from evidoc.markdown.render_all import check_all
from evidoc.pages.claims import find_wrong
from evidoc.pages.page import Claim, Page
from evidoc.pages.rewriting import CannotRewrite, mend_of, rewrite_claim
from evidoc.pages.scan import scan
from evidoc.project.config import find_root, load_config
from evidoc.project.project import Project
from evidoc.running.report import Report
from evidoc.running.rerun import rerun
from evidoc.running.run import run

__all__ = [
    "EvidocError",
    "Finding",
    "Project",
    "Report",
    "check_project",
    "check_text",
    "load_project",
    "rerun_example",
    "run_project",
    "update_text",
]


def load_project(folder: str | Path = ".") -> Project:
    """Read the project that a folder lies in: a snapshot, made anew to see what changed.

    Raises:
        EvidocError: There is no ``evidoc.toml`` at or above the folder, or it is wrong.
    """
    return Project(load_config(find_root(Path(folder).resolve())))


def check_project(project: Project) -> list[Finding]:
    """Return all that is wrong with a project, sorted by file and line; nothing is run."""
    return check_all(project)


def run_project(project: Project, examples: Iterable[str] | None = None) -> Report:
    """Run those examples that are stale, all by default, and write what they produced.

    Raises:
        EvidocError: Another run is at work, or a record cannot be written.
    """
    names = project.snippets if examples is None else examples
    return run(project.config, names, [each.code for each in project.languages])


def rerun_example(project: Project, example: str) -> list[Finding]:
    """Run an example again and return how it differs from its record; nothing is written."""
    return rerun(project, example)


def check_text(text: str, values: Mapping[str, object], path: str = "page.md") -> list[Finding]:
    """Return what is wrong with the claims of a Markdown text.

    Args:
        text: Markdown with claims, ``[17×17]{= example: span, span }``.
        values: The value of each expression that the claims name, whatever its example.
        path: The file that the findings name.
    """
    page = scan(text)
    found = [
        Finding(path, each.line, each.message, each.mend, code="page-syntax")
        for each in page.problems
    ]
    for claim in page.claims:
        own = _values(claim, values)
        at, bound = claim.bound_text(own)
        if wrong := find_wrong(bound, claim.binding, own):
            message, offset = wrong
            line, column = page.source.line(at + offset), page.source.column(at + offset)
            mend = mend_of(bound, claim.binding, own)
            found.append(Finding(path, line, message, mend, column, "claim-wrong"))
    return sorted(found)


def update_text(text: str, values: Mapping[str, object]) -> str:
    """Return a Markdown text with the given values in place of the numerals of its claims.

    Raises:
        EvidocError: A claim cannot be rewritten: it is a relation, or has another count of numbers.
    """
    page: Page = scan(text)
    for claim in sorted(page.claims, key=lambda claim: claim.end, reverse=True):
        own = _values(claim, values)
        at, before = claim.bound_text(own)
        try:
            mended = rewrite_claim(before, claim.binding, own)
        except CannotRewrite as error:
            raise EvidocError([Finding("page.md", claim.line, str(error))]) from None
        text = text[:at] + mended + text[at + len(before) :]
    return text


def _values(claim: Claim, values: Mapping[str, object]) -> dict[str, list[Value]]:
    missing = [each for each in claim.binding.elements if each not in values]
    if missing:
        raise EvidocError([Finding("page.md", claim.line, f"no value for {', '.join(missing)}")])
    return {each: list(flatten(values[each])) for each in claim.binding.elements}
