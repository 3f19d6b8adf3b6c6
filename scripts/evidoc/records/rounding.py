"""What an example with a tolerance records, on a grid on which other last digits hardly show.

A number is rounded to a tenth of the tolerance, as a power of ten, but never to fewer than three
significant digits: a rate of 0.0003 is no zero. Drawn numbers are seen beside each other, so there
the three digits are those of the largest of a column, or of a picture. Drawings are rounded to a
tenth of a point. Whole numbers, fractions, texts and values of formulas stay as they are, and so
does what was printed.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from evidoc.core.model import Figure, Outcome, Table
from evidoc.records.kept_values import kept_json
from evidoc.records.lab_notebook import FIGURE

_DIGITS = 3
_MOST = 300  # decimals, about as many as the smallest numbers have


def rounded(outcome: Outcome, tolerance: float) -> Outcome:
    """Return the outcome of an example whose decimals may move by ``tolerance``, on its grid."""
    return replace(
        outcome,
        values=_plain(outcome.values, tolerance),
        tables=_plain(outcome.tables, tolerance),
        kept=kept_json(_plain(json.loads(outcome.kept), tolerance)) if outcome.kept else "",
        figures=tuple(_figure(each, tolerance) for each in outcome.figures),
        shown={
            name: replace(each, data=_drawing(each.data)) if each.kind == "svg" else each
            for name, each in outcome.shown.items()
        },
        cells=_cells(outcome.cells, tolerance) if outcome.cells else "",
    )


def _decimals(tolerance: float, size: float) -> int:
    """Return to how many decimals numbers are rounded of which the largest has this size."""
    fine = 1 - _exponent(tolerance)
    return min(max(fine, _DIGITS - 1 - _exponent(size)) if size else fine, _MOST)


def _exponent(number: float) -> int:
    """Return the power of ten of the first digit."""
    return int(f"{number:e}".partition("e")[2])


def _plain(value: Any, tolerance: float) -> Any:
    """Return a value of plain types with each float in it rounded by itself."""
    if isinstance(value, dict):
        return {key: _plain(item, tolerance) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, tolerance) for item in value]
    if isinstance(value, float) and math.isfinite(value):
        return round(value, _decimals(tolerance, abs(value))) + 0.0  # no negative zero
    return value


def _figure(figure: Figure, tolerance: float) -> Figure:
    tables = tuple(_table(each, tolerance) for each in figure.tables)
    return replace(figure, svg=_drawing(figure.svg), tables=tables)


def _table(table: Table, tolerance: float) -> Table:
    return replace(table, rows=tuple(map(tuple, _drawn(table.columns, table.rows, tolerance))))


def _drawn(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], tolerance: float
) -> list[list[Any]]:
    """Return the rows of drawn data, rounded; a picture is one whose first column has no name."""
    rows = list(rows)
    sizes = [max(map(_size, column), default=0.0) for column in zip(*rows, strict=True)]
    if columns and not columns[0]:
        sizes = [max(sizes, default=0.0)] * len(sizes)
    decimals = [_decimals(tolerance, size) for size in sizes]
    return [[_shown(cell, each) for cell, each in zip(row, decimals, strict=True)] for row in rows]


def _size(cell: object) -> float:
    return abs(cell) if isinstance(cell, float) and math.isfinite(cell) else 0.0


def _shown(cell: Any, decimals: int) -> Any:
    if not isinstance(cell, float) or not math.isfinite(cell):
        return cell
    number = round(cell, decimals)
    return int(number) if number.is_integer() else number


def _cells(text: str, tolerance: float) -> str:
    """Return the outputs of a lab's cells with their drawings and the data of these rounded."""
    cells = json.loads(text)
    for output in chain.from_iterable(cells):
        if FIGURE in output.get("data", {}):
            output["data"][FIGURE] = _drawing(output["data"][FIGURE])
        for table in output.get("metadata", {}).get(FIGURE, {}).get("tables", ()):
            table["rows"] = _drawn(table["columns"], table["rows"], tolerance)
    return json.dumps(cells, ensure_ascii=False)


_TAG = re.compile(r"<[^<>]*>")
_PLACED = re.compile(
    r'(?<=\s)(?:d|points|viewBox|x|y|width|height)="[^"]*"|\b(?:translate|rotate)\([^()]*\)'
)
_DECIMAL = re.compile(r"-?\d+\.\d+(?:e[-+]?\d+)?")
_DEFINITIONS, _END = "<defs>", "</defs>"


def _drawing(svg: str) -> str:
    """Return a drawing with its coordinates in tenths of a point.

    Markers, which it defines, keep their shape: they follow from the style and not from the data.
    """
    first, *others = svg.split(_DEFINITIONS)
    parts = [_TAG.sub(_tag, first)]
    for other in others:
        defined, end, rest = other.partition(_END)
        parts.append(_DEFINITIONS + defined + end + _TAG.sub(_tag, rest))
    return "".join(parts)


def _tag(match: re.Match[str]) -> str:
    return _PLACED.sub(_placed, match[0])


def _placed(match: re.Match[str]) -> str:
    return _DECIMAL.sub(lambda number: f"{round(float(number[0]), 1) + 0.0:.10g}", match[0])
