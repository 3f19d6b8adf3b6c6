"""Rewrite numbers in pages, and results in examples, to what was computed.

The other mode of ``check``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidoc.checks.claims import judge_claim, unusable
from evidoc.checks.fences import CannotRepeat, expected_of, judge_fence
from evidoc.checks.results import binding_of, judge_result
from evidoc.checks.totals import TOTALS, values_of
from evidoc.core.findings import EvidocError, Finding
from evidoc.examples.results import rewritten
from evidoc.examples.source import write_source
from evidoc.pages.comments import BoundFence
from evidoc.pages.page import Claim, Page
from evidoc.pages.rewriting import CannotRewrite, rewrite_claim, written
from evidoc.pages.written import WrittenExample
from evidoc.project.project import Project


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
                write_source(project.config.languages[language].docs / path, name, text)
    for name, page in project.documents.items():
        text = _updated(project, project.config.source_language, name, page, changes, refused)
        if text != page.source.text:
            write_source(project.config.root / name, name, text)
    for example, snippet in project.snippets.items():
        if not snippet.in_page:
            name = project.config.relative(snippet.path)
            text = _with_results(project, example, changes, refused)
            if text != snippet.program.text:
                write_source(snippet.path, name, text)
    return changes, refused


def _with_results(
    project: Project, example: str, changes: list[Change], refused: list[Finding]
) -> str:
    """Return the program of an example in which it states the results that it has."""
    snippet = project.snippets[example]
    name = project.config.relative(snippet.path)
    language = next(iter(project.languages)).code
    try:
        results = snippet.program.results
    except EvidocError:
        return snippet.program.text  # a finding of its own
    text = snippet.program.text
    for result in reversed(results):
        if reason := _stale(project, language, example):
            message = f"not updated: {example} {reason}"
            mend = f"evidoc run {example}"
            refused.append(Finding(name, result.line, message, mend, code="not-updated"))
            continue
        if not judge_result(project, language, example, result):
            continue
        values = project.records.record(language, example).values
        try:
            after = (
                rewrite_claim(result.text, binding_of(result), values, project.config.names)
                if result.text.strip()
                else written(values[result.key])
            )
        except CannotRewrite as error:
            message = f"not updated: {error}"
            mend = "mend it by hand"
            refused.append(Finding(name, result.line, message, mend, code="not-updated"))
            continue
        text = rewritten(text, result, after)
        changes.append(Change(name, result.line, result.text, after))
    return text


def _updated(
    project: Project,
    language: str,
    name: str,
    page: Page,
    changes: list[Change],
    refused: list[Finding],
) -> str:
    text = page.source.text
    # From the end, so that what stands before keeps its place.
    bound: list[Claim | BoundFence | WrittenExample]
    # Commands state no results, and a session is among the fences.
    written = [each for each in page.written if not project.snippets[each.name].is_console]
    bound = [*page.claims, *page.fences, *written]
    for each in sorted(bound, key=lambda each: each.end, reverse=True):
        if isinstance(each, WrittenExample):
            program = _with_results(project, each.name, changes, refused)
            if program != each.program and not project.snippets[each.name].finding:
                text = text[: each.fence.start] + each.body_of(program) + text[each.end :]
            continue
        try:
            if isinstance(each, Claim):
                found = _claim(project, language, each)
            else:
                found = _fence(project, language, each)
        except _Refused as error:
            message = f"not updated: {error}"
            refused.append(Finding(name, each.line, message, error.mend, code="not-updated"))
            continue
        if found:
            at, before, after = found
            text = text[:at] + after + text[at + len(before) :]
            changes.append(Change(name, each.line, before, after))
    return text


class _Refused(ValueError):  # noqa: N818
    def __init__(self, message: str, mend: str = "mend it by hand") -> None:
        super().__init__(message)
        self.mend = mend


_Rewrite = tuple[int, str, str]
"""Offset in the source, the text that stands there, and the one that should."""


def _claim(project: Project, language: str, claim: Claim) -> _Rewrite | None:
    if claim.example != TOTALS and claim.example not in project.snippets:
        return None  # a finding of its own
    if reason := _stale(project, language, claim.example):
        raise _Refused(f"{claim.example} {reason}", f"evidoc run {claim.example}")
    if not (wrong := judge_claim(project, language, claim)):
        return None
    if unusable(project, language, claim.example).keys() & set(claim.binding.elements):
        raise _Refused(*wrong)
    values = values_of(project, language, claim)
    at, before = claim.bound_text(values, project.config.names)
    try:
        return at, before, rewrite_claim(before, claim.binding, values, project.config.names)
    except CannotRewrite as error:
        raise _Refused(str(error)) from None


def _fence(project: Project, language: str, fence: BoundFence) -> _Rewrite | None:
    if not judge_fence(project, language, fence):
        return None
    if fence.kind == "output" and (reason := _stale(project, language, fence.target)):
        raise _Refused(f"{fence.target} {reason}", f"evidoc run {fence.target}")
    try:
        text = expected_of(project, language, fence)
    except CannotRepeat as error:
        raise _Refused(str(error), error.mend) from None
    if any(line.lstrip().startswith(fence.fence) for line in text.split("\n")):
        raise _Refused(f"{fence.target} holds a fence itself", "make the fence longer")
    return fence.start, fence.body, fence.written(text)


def _stale(project: Project, language: str, example: str) -> str | None:
    if example == TOTALS:
        return None
    try:
        return project.stale(language, example)
    except EvidocError:
        return "has an incomplete translation"


def describe(changes: list[Change]) -> Iterator[str]:
    """Yield a line for each change, in the order of the pages."""
    forwards = reversed(changes)  # they were made from the end of each file
    for change in sorted(forwards, key=lambda change: (change.path, change.line)):
        yield f"{change.path}:{change.line}: {change.before.strip()!r} -> {change.after.strip()!r}"
