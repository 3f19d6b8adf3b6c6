"""What a program left behind: values, tables, objects, figures, what others use."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from time import monotonic
from typing import Any, TypeVar

from evidoc.core.model import Failure, Figure, Job, Outcome
from evidoc.core.values import ClaimError, evaluate, flatten
from evidoc.formulas.grid import tabulate
from evidoc.records.kept_values import KeepError, kept_json
from evidoc.records.shown_value import show_value

_T = TypeVar("_T")
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
_REASON = 200
"""The most characters of a reason."""


def collect(job: Job, namespace: dict[str, Any], results: Mapping[str, list[Any]]) -> Outcome:
    """Return what pages and other examples ask of a program that has ended.

    Args:
        job: What was run, and what is asked.
        namespace: The variables of the program.
        results: The values of the results that it states, by their keys.
    """
    unusable: dict[str, str] = {}
    failures: list[Failure] = []
    values = _each(job.values, lambda each: evaluate(each, namespace), unusable)
    tables = _each(job.tables, lambda name: _rows(namespace[name]), unusable)
    shown = _each(job.shows, lambda each: show_value(eval(each, namespace)), unusable)
    formulas = _formulas(job, namespace, failures)
    kept = _kept(job, namespace, failures)
    begun = monotonic()
    figures = _figures(job, failures)
    unusable |= {f"figure {each.name}": each.lost for each in figures if each.lost}
    return Outcome(
        figures=figures,
        values={**results, **values},
        unusable=unusable,
        tables=tables,
        shown=shown,
        formulas=formulas,
        kept=kept,
        failure=failures[0] if failures else None,
        phases={"figures": monotonic() - begun},
    )


def _each(
    names: Iterable[str], find: Callable[[str], _T], unusable: dict[str, str]
) -> dict[str, _T]:
    """Return what there is for each name; why there is nothing goes to ``unusable``."""
    found = {}
    for name in names:
        try:
            found[name] = find(name)
        except Exception as error:
            unusable[name] = _reason(error)
    return found


def _rows(table: Iterable[Iterable[object]]) -> list[list[Any]]:
    return [[_cell(cell) for cell in row] for row in table]


def _cell(cell: object) -> Any:
    if isinstance(cell, str):
        return cell
    (value,) = flatten(cell)
    return value


def _formulas(
    job: Job, namespace: dict[str, Any], failures: list[Failure]
) -> dict[str, dict[str, Any]]:
    formulas = {}
    for grid in job.formulas:
        try:
            formulas[grid.key] = tabulate(grid, namespace)
        except Exception as error:
            message = f"a page asks for {grid.key}: {_reason(error)}"
            failures.append(Failure(message, expression=grid.key))
    return formulas


def _kept(job: Job, namespace: dict[str, Any], failures: list[Failure]) -> str:
    try:
        return kept_json({name: namespace[name] for name in job.keeps}) if job.keeps else ""
    except KeyError as error:
        failures.append(Failure(f"keeps {error.args[0]}, which is not there at the end"))
    except Exception as error:
        what = str(error) if isinstance(error, KeepError) else f"{type(error).__name__}: {error}"
        failures.append(Failure(f"cannot keep what it should: {what}"))
    return ""


def _figures(job: Job, failures: list[Failure]) -> tuple[Figure, ...]:
    if "matplotlib.pyplot" not in sys.modules:
        return ()
    from evidoc.records.figures import FigureError, open_figures

    try:
        return open_figures(job.font)
    except FigureError as error:
        failures.append(Failure(str(error)))
    except Exception as error:
        failures.append(Failure(f"a figure cannot be drawn: {type(error).__name__}: {error}"))
    return ()


def _reason(error: Exception) -> str:
    what = str(error) if isinstance(error, ClaimError) else f"{type(error).__name__}: {error}"
    line = _ADDRESS.sub("", " ".join(what.split()))  # which another run would not find
    return line if len(line) <= _REASON else f"{line[:_REASON]}…"
