"""What the pages ask of examples: values to hold claims to, tables, objects, formulas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from evidoc.core.model import Grid
from evidoc.pages.page import Page


@dataclass(frozen=True)
class Request:
    """What the pages ask of an example beyond what it prints and draws.

    Attributes:
        values: Expressions of claims.
        tables: Variables shown as the data of a figure.
        shows: Expressions of objects that are shown.
        formulas: Functions that a formula has to agree with.
    """

    values: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    formulas: tuple[Grid, ...] = ()


def requests_of(pages: Iterable[Page]) -> dict[str, Request]:
    """Return what pages together ask of each example that they ask something of."""
    values: dict[str, set[str]] = defaultdict(set)
    tables: dict[str, set[str]] = defaultdict(set)
    shows: dict[str, set[str]] = defaultdict(set)
    formulas: dict[str, set[Grid]] = defaultdict(set)
    for page in pages:
        for claim in page.claims:
            values[claim.example].update(claim.binding.elements)
        for formula in page.formulas:
            if formula.binding:
                formulas[formula.example].add(formula.binding.grid)
        for use in page.examples:
            if "data" in use.options:
                tables[use.example].add(use.options["data"])
            if "value" in use.options:
                shows[use.example].add(use.options["value"])
    return {
        example: Request(
            tuple(sorted(values[example])),
            tuple(sorted(tables[example])),
            tuple(sorted(shows[example])),
            tuple(sorted(formulas[example])),
        )
        for example in values.keys() | tables.keys() | shows.keys() | formulas.keys()
    }


def shown_on(page: Page) -> set[str]:
    """Return the examples that a page shows: their code, output or figures, or a part of them."""
    return {
        *(use.example for use in page.examples),
        *(written.name for written in page.written),
        *(fence.target for fence in page.fences if fence.kind != "file"),
    }
