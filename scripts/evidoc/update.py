"""Rewrite the numbers of the pages to what was computed: the other mode of ``check``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidoc.check import judge_claim
from evidoc.files import write_if_changed
from evidoc.findings import EvidocError, Finding
from evidoc.page import Page
from evidoc.project import Project
from evidoc.record import RecordError
from evidoc.rewriting import CannotRewrite, rewrite_claim


@dataclass(frozen=True)
class Change:
    """A claim's text before and after."""

    path: str
    line: int
    before: str
    after: str


def update(project: Project) -> tuple[list[Change], list[Finding]]:
    """Rewrite every wrong number that can be rewritten; touch nothing else.

    Returns:
        What was changed, and what was refused with the reason.
    """
    changes: list[Change] = []
    refused: list[Finding] = []
    for language, pages in project.pages.items():
        for path, page in pages.items():
            name = project.page_path(language, path)
            text = _updated(project, language, name, page, changes, refused)
            if text != page.source.text:
                file = project.config.languages[language].docs / path
                try:
                    write_if_changed(file, text.encode())
                except OSError as error:
                    message = f"cannot be written: {error.strerror}"
                    raise EvidocError(
                        [Finding(name, 1, message, "give write permission")]
                    ) from error
    return changes, refused


def _updated(
    project: Project,
    language: str,
    name: str,
    page: Page,
    changes: list[Change],
    refused: list[Finding],
) -> str:
    text = page.source.text
    for claim in reversed(page.claims):
        if claim.example not in project.snippets:
            continue
        if reason := _stale(project, language, claim.example):
            refused.append(
                Finding(
                    name,
                    claim.line,
                    f"not updated: {claim.example} {reason}",
                    f"evidoc run {claim.example}",
                )
            )
            continue
        if not judge_claim(project, language, claim):
            continue
        record = project.record(language, claim.example)
        try:
            after = rewrite_claim(claim.text, claim.binding, record.values, project.config.names)
        except CannotRewrite as error:
            refused.append(Finding(name, claim.line, f"not updated: {error}", "mend it by hand"))
            continue
        text = text[: claim.start] + after + text[claim.start + len(claim.text) :]
        changes.append(Change(name, claim.line, claim.text, after))
    return text


def _stale(project: Project, language: str, example: str) -> str | None:
    try:
        return project.stale(language, example)
    except EvidocError:
        return "has an incomplete translation"
    except RecordError as error:
        return str(error)


def describe(changes: list[Change]) -> Iterator[str]:
    """Yield a line for each change, in the order of the pages."""
    for change in sorted(changes, key=lambda change: (change.path, change.line)):
        yield f"{change.path}:{change.line}: {change.before.strip()!r} -> {change.after.strip()!r}"
