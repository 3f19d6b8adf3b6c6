"""What is wrong on one page, claim by claim and block by block."""

from __future__ import annotations

from collections.abc import Iterator

from evidoc.checks.claims import check_claims
from evidoc.checks.example_blocks import check_example_block
from evidoc.checks.fences import check_fences
from evidoc.checks.formulas import judge_formula
from evidoc.core.findings import Finding, coded
from evidoc.pages.page import Page
from evidoc.project.project import Project


def check_page(project: Project, language: str, path: str, page: Page) -> Iterator[Finding]:
    """Yield what is wrong on one page."""
    name = project.page_path(language, path)
    is_strict = project.is_strict(language, path)
    for problem in page.problems:
        if is_strict or not problem.if_strict:
            yield Finding(name, problem.line, problem.message, problem.mend, code="page-syntax")
    if project.is_multilingual:
        yield from coded("heading-id", _headings_without_id(name, page))
    for use in page.examples:
        yield from check_example_block(project, language, name, use, is_strict)
    yield from check_claims(project, language, name, page)
    yield from check_fences(project, language, name, page)
    for formula in page.formulas:
        if wrong := judge_formula(project, language, page, formula):
            yield Finding(name, wrong.line, wrong.message, wrong.mend, code="formula-wrong")


def _headings_without_id(name: str, page: Page) -> Iterator[Finding]:
    for heading in page.headings:
        if not heading.id:
            message = f"heading {heading.text!r} has no id"
            yield Finding(name, heading.line, message, "add {#id}, the same in every language")
