"""Claims, held to what was computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from evidoc.checks.totals import NAMES, TOTALS, values_of
from evidoc.checks.unknown_example import unknown_example
from evidoc.core.findings import Finding
from evidoc.pages.claims import find_wrong, judge
from evidoc.pages.page import Claim, Page
from evidoc.pages.rewriting import mend_of
from evidoc.project.project import Project
from evidoc.records.record import RecordError


def check_claims(project: Project, language: str, name: str, page: Page) -> Iterator[Finding]:
    """Yield the claims of a page or document that are not true."""
    for claim in page.claims:
        if found := judge_claim(project, language, claim):
            line, column = _place(project, language, page, claim)
            yield Finding(name, line, *found, column, "claim-wrong")


def _place(project: Project, language: str, page: Page, claim: Claim) -> tuple[int, int]:
    """Return the line and the column of the first number that is wrong; of a block its line."""
    if claim.is_block:
        return claim.line, 0
    names = project.config.names
    at = claim.end if claim.is_comment else claim.start
    with suppress(RecordError, KeyError):  # there is no such value
        values = values_of(project, language, claim)
        at, text = claim.bound_text(values, names)
        if wrong := find_wrong(text, claim.binding, values, names):
            at += wrong[1]
    return page.source.line(at), page.source.column(at)


def judge_claim(project: Project, language: str, claim: Claim) -> tuple[str, str] | None:
    """Return what is wrong with a claim and how to mend it, or None if it is true.

    A record for other inputs still judges what it holds: its staleness is a finding of its own.
    """
    if claim.example != TOTALS and claim.example not in project.snippets:
        return unknown_example(project, claim.example)
    try:
        values = values_of(project, language, claim)
    except RecordError:
        return None
    unknown = [element for element in claim.binding.elements if element not in values]
    if unknown and (reason := unusable(project, language, claim.example).get(unknown[0])):
        return f"{unknown[0]}: {reason}", f"bind a number, or mend {claim.example}"
    if unknown and claim.example == TOTALS:
        return f"there is no total {unknown[0]}", f"known are {', '.join(NAMES)}"
    if unknown:
        return f"{unknown[0]} was not computed yet", f"evidoc run {claim.example}"
    names = project.config.names
    text = claim.bound_text(values, names)[1]
    message = judge(text, claim.binding, values, names)
    return (message, mend_of(text, claim.binding, values, names)) if message else None


def unusable(project: Project, language: str, example: str) -> Mapping[str, str]:
    """Return what pages ask of an example and it could not give, each with the reason."""
    record = project.records.usable(language, example) if example != TOTALS else None
    return record.unusable if record else {}
