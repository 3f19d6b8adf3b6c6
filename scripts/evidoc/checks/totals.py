"""What the engine counts over a whole site, as if an example had computed it.

A page claims a total like any other value: ``[26]{= evidoc/totals: pages }``. Totals are counted
anew from the sources whenever a page is checked or built, so they have no record that could be
stale, and a total of claims may count the very claim that states it: how many there are does not
depend on what they say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from evidoc.core.values import Value
from evidoc.pages.page import Claim
from evidoc.project.project import Project

TOTALS = "evidoc/totals"

NAMES = ("pages", "examples", "claims", "formulas", "figures", "bound", "printed", "given")
"""What is counted; the manual says what each is. All but the examples have a value for each
language, in their order."""


def values_of(project: Project, language: str, claim: Claim) -> Mapping[str, Sequence[Value]]:
    """Return the values that a claim is bound to, by expression.

    Raises:
        RecordError: The record of its example cannot be used.
    """
    if claim.example == TOTALS:
        return totals(project)
    return project.records.record(language, claim.example).values


@lru_cache(maxsize=4)
def totals(project: Project) -> dict[str, list[int]]:
    """Return the totals of a project, each with a value for every language."""
    counted = [_count(project, language.code) for language in project.languages]
    return {
        name: [len(project.snippets)] if name == "examples" else [each[name] for each in counted]
        for name in NAMES
    }


def _count(project: Project, language: str) -> Counter[str]:
    from evidoc.checks.site_coverage import counts  # with all that accounts for a page's numbers

    total: Counter[str] = Counter()
    for page in project.pages[language].values():
        numbers = counts(project, language, page)
        total["pages"] += 1
        total["claims"] += len(page.claims)
        total["formulas"] += sum(formula.binding is not None for formula in page.formulas)
        total["figures"] += sum("alt" in use.options for use in page.examples)
        total["bound"] += numbers["claim"] + numbers["formula"]
        total["printed"] += numbers["output"] + numbers["comment"]
        total["given"] += numbers["given"]
    return total
