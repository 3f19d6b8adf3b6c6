"""The data drawn in a figure, as tables: lines, bars, points, images and meshes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import PathCollection, QuadMesh
from matplotlib.container import BarContainer
from matplotlib.figure import Figure as MatplotlibFigure

from evidoc.core.model import Table

LIMIT = 10_000
"""The most cells of a table: more is not read but seen, and would weigh on every page."""


def tables_of(figure: MatplotlibFigure, limit: int = LIMIT) -> Iterator[Table]:
    """Yield the data of each axes of a figure, in the order in which they were made.

    Tables of more cells than the limit are left out.
    """
    for axes in figure.axes:
        for table in (*_series(axes), *_grids(axes, limit)):
            if len(table.rows) * len(table.columns) <= limit:
                yield table


def _series(axes: Axes) -> Iterator[Table]:
    """Yield a table for all series that share their positions."""
    groups: dict[tuple[Any, ...], list[tuple[str, list[Any]]]] = {}
    for label, positions, values in [*_lines(axes), *_bars(axes), *_points(axes)]:
        groups.setdefault(tuple(positions), []).append((label, values))
    for shared, series in groups.items():
        labels = [label or axes.get_ylabel() or "y" for label, _ in series]
        rows = zip(shared, *(values for _, values in series), strict=True)
        yield Table(axes.get_title(), (axes.get_xlabel() or "x", *labels), tuple(rows))


Series = tuple[str, list[Any], list[Any]]


def _lines(axes: Axes) -> Iterator[Series]:
    for line in axes.get_lines():
        x, y = _numbers(line.get_xdata(orig=False)), _numbers(line.get_ydata(orig=False))
        # A line across the whole axes is a mark, in coordinates of the axes and not of data.
        if len(x) == len(y) and line.get_transform().contains_branch(axes.transData):
            yield _label(line.get_label()), _ticks(axes, x), y


def _bars(axes: Axes) -> Iterator[Series]:
    for bars in axes.containers:
        if isinstance(bars, BarContainer):
            if bars.orientation == "horizontal":
                x = [bar.get_y() + bar.get_height() / 2 for bar in bars]
                y = [bar.get_width() for bar in bars]
            else:
                x = [bar.get_x() + bar.get_width() / 2 for bar in bars]
                y = [bar.get_height() for bar in bars]
            yield _label(bars.get_label()), _ticks(axes, _numbers(x), bars.orientation), _numbers(y)


def _points(axes: Axes) -> Iterator[Series]:
    for collection in axes.collections:
        if isinstance(collection, PathCollection):
            offsets: Any = collection.get_offsets()
            yield _label(collection.get_label()), _numbers(offsets[:, 0]), _numbers(offsets[:, 1])


def _grids(axes: Axes, limit: int) -> Iterator[Table]:
    meshes = [each for each in axes.collections if isinstance(each, QuadMesh)]
    for grid in [*axes.get_images(), *meshes]:
        values = grid.get_array()
        if values is not None and values.ndim == 2 and values.size <= limit:
            columns = ("", *map(str, range(values.shape[1])))
            rows = tuple((index, *_numbers(row)) for index, row in enumerate(values))
            yield Table(axes.get_title(), columns, rows)


def _ticks(axes: Axes, positions: Sequence[Any], orientation: str | None = None) -> list[Any]:
    """Return the labels in place of positions where the author named every one of them."""
    axis = axes.yaxis if orientation == "horizontal" else axes.xaxis
    labels = dict(
        zip(
            _numbers(axis.get_ticklocs()),
            (t.get_text() for t in axis.get_ticklabels()),
            strict=False,
        )
    )
    named = [labels.get(position, "") for position in positions]
    return named if all(named) and not _is_numeric(named) else list(positions)


def _is_numeric(labels: Iterable[str]) -> bool:
    return all(label.replace(".", "").replace("-", "").isdigit() for label in labels)


def _label(label: object) -> str:
    text = str(label)
    return "" if text.startswith("_") else text


def _numbers(values: Any) -> list[Any]:
    """Return numbers as a reader writes them: integers where they are, else six digits.

    Where a line has a gap, there is none: not a number is no JSON, and equals nothing.
    """
    shown: list[Any] = []
    for value in values:
        number = float(value)
        if math.isfinite(number):
            shown.append(int(number) if number.is_integer() else float(f"{number:.6g}"))
        else:
            shown.append({math.inf: "∞", -math.inf: "−∞"}.get(number, ""))
    return shown
