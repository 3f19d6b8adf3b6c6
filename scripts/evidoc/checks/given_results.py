"""Results are not given: a size that the page computes must not be declared beside it.

What is compared is narrow on purpose. A single number says too little: a batch of 16 and a span of
16 are both on many a page. Two numbers or more that are equal in order, as in "17×17", are the same
thing in almost every case. And a claim is a result only if its expression calculates or names what
the program calculates; a literal of the program is a parameter itself.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from evidoc.checks.declared_literals import Given
from evidoc.core.findings import EvidocError
from evidoc.examples.program import Program
from evidoc.pages.claims import numerals_of
from evidoc.pages.numerals import NumeralError
from evidoc.pages.page import Claim, Page, Problem
from evidoc.project.project import Project

EXCUSE = "given_although"


def check_given_results(project: Project, page: Page, given: list[Given]) -> Iterator[Problem]:
    """Yield the declared texts that say a result of the same page, and excuses that excuse none."""
    excuses = page.meta.get(EXCUSE) or {}
    if not isinstance(excuses, Mapping) or not all(
        isinstance(part, str) and part.strip() for each in excuses.items() for part in each
    ):
        mend = f'write {EXCUSE}: {{"3×3": why it is no result here}}'
        yield Problem(1, f"{EXCUSE}: is not a list of 'text: reason'", mend)
        return
    results = _results(project, page)
    used = set()
    for each in given:
        claim = results.get(each.values) if len(each.values) > 1 else None
        if claim is None:
            continue
        if each.text in excuses:
            used.add(each.text)
            continue
        message = f"given: {each.text!r} is what line {claim.line} computes"
        source = claim.binding.source.strip()
        mend = f"bind it: [{each.text}]{{= {source} }}; or say why not in {EXCUSE}:"
        yield Problem(each.line, message, mend)
    for text in excuses.keys() - used:
        yield Problem(1, f"{EXCUSE}: {text!r} equals no result of the page", "take it away")


def _results(project: Project, page: Page) -> dict[tuple[Fraction, ...], Claim]:
    """Return the claims whose values are computed, by the numbers that they show."""
    found: dict[tuple[Fraction, ...], Claim] = {}
    for claim in page.claims:
        if not (claim.is_block or claim.is_comment) and is_result(project, claim):
            try:
                numerals = numerals_of(claim.text, project.config.names, claim.binding.decimal)
            except NumeralError:
                continue  # a finding of the claim itself
            found.setdefault(tuple(each.value for each in numerals), claim)
    return found


def is_result(project: Project, claim: Claim) -> bool:
    """Return whether what a claim is bound to is calculated, by it or by its program."""
    snippet = project.snippets.get(claim.example)
    if snippet is None or snippet.finding:
        return False
    return any(_is_computed(snippet.program, element) for element in claim.binding.elements)


def _is_computed(program: Program, element: str) -> bool:
    if element.isidentifier():
        try:
            return element not in program.constants
        except EvidocError:
            return False  # a finding of the example
    return _calculates(element)


@lru_cache(maxsize=4096)
def _calculates(expression: str) -> bool:
    tree = ast.parse(expression, mode="eval")
    return any(isinstance(node, ast.Call | ast.BinOp) for node in ast.walk(tree))
