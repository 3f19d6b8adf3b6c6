"""Formulas, held to the functions that they are of."""

from __future__ import annotations

from evidoc.checks.unknown_example import unknown_example
from evidoc.pages.formula_blocks import FormulaUse
from evidoc.pages.page import Page, Problem
from evidoc.project.project import Project


def judge_formula(project: Project, language: str, page: Page, use: FormulaUse) -> Problem | None:
    """Return what is wrong with a formula, or None if it is true or mere notation."""
    if use.binding is None:
        return None
    if use.example not in project.snippets:
        return Problem(use.line, *unknown_example(project, use.example))
    record = project.records.usable(language, use.example)
    if record is None:
        return None
    grid = use.binding.grid
    if grid.key not in record.formulas:
        message = f"{grid.call} was not computed yet"
        return Problem(use.line, message, f"evidoc run {use.example}")
    from evidoc.formulas.judge import judge_latex  # which most pages do without

    wrong = judge_latex(use.formula.latex, use.binding, record.formulas[grid.key])
    if wrong is None:
        return None
    at = use.formula.start + wrong.offset
    message = f"the formula, from column {page.source.column(at)}: {wrong.message}"
    return Problem(page.source.line(at), message, "mend the formula or its function")
