"""On the grid of a tolerance other last digits do not show, and what matters stays."""

from __future__ import annotations

import json
from typing import Any

import pytest

from evidoc.core.model import Figure, Outcome, Shown, Table
from evidoc.records.rounding import rounded

# Tolerance, value, value on the grid.
VALUES: dict[str, tuple[float, Any, Any]] = {
    "a tenth of the tolerance": (0.03, 0.73372, 0.734),
    "of a tolerance that is a power of ten": (0.1, 3.17654, 3.18),
    "of a large one": (20, 1234.56, 1235.0),
    "three digits of a small number": (0.1, 0.00031416, 0.000314),
    "three digits of a tiny number": (0.1, 4.88243e-08, 4.88e-08),
    "the smallest number": (0.1, 5e-324, 0.0),
    "zero": (0.1, 0.0, 0.0),
    "no negative zero": (0.1, -0.0, 0.0),
    "a whole number": (0.1, 12345678, 12345678),
    "a fraction": (0.1, "22/7", "22/7"),
    "a truth": (0.1, True, True),
}


@pytest.mark.parametrize("name", VALUES)
def test_numbers_are_rounded(name: str) -> None:
    tolerance, value, expected = VALUES[name]
    outcome = Outcome(values={"x": [value]}, tables={"rows": [["a", value]]})
    after = rounded(outcome, tolerance)
    assert json.dumps(after.values) == json.dumps({"x": [expected]})
    assert json.dumps(after.tables) == json.dumps({"rows": [["a", expected]]})


def test_what_is_kept_is_rounded() -> None:
    kept = '{"rate": 0.00025, "scores": [[0.73372, 0.00012345], [1.0, 2]], "name": "a"}\n'
    after = json.loads(rounded(Outcome(kept=kept), 0.03).kept)
    assert after == {"rate": 0.00025, "scores": [[0.734, 0.000123], [1.0, 2]], "name": "a"}


SERIES = Table("", ("x", "y"), (("a", 0.124147), ("b", 4.9e-08), ("c", float("nan"))))
PICTURE = Table("", ("", "0", "1"), ((0, 0.99996, 0.0007), (1, 0.5, 1e-7)))


def test_drawn_data_are_rounded_as_they_are_seen() -> None:
    figure = Figure("f", "", (SERIES, PICTURE))
    series, picture = rounded(Outcome(figures=(figure,)), 0.1).figures[0].tables
    assert [*map(repr, series.rows)] == ["('a', 0.124)", "('b', 0)", "('c', nan)"]
    assert picture.rows == ((0, 1, 0.001), (1, 0.5, 0))


SVG = (
    '<svg width="317.247813pt" viewBox="0 0 317.247813 193.432"><defs><path d="M 0.795609 0"/>'
    '</defs><style>a{stroke-width: 0.85}</style><text x="57.982358" y="0.049" '
    'transform="rotate(-0 57.982358 173.832)" style="stroke-width: 0.85">0.1234 x="5.55"</text>'
    '<use xlink:href="#m1.234" transform="translate(1.25 -0.04) scale(0.015625)"/></svg>'
)
ROUNDED = (
    '<svg width="317.2pt" viewBox="0 0 317.2 193.4"><defs><path d="M 0.795609 0"/>'
    '</defs><style>a{stroke-width: 0.85}</style><text x="58" y="0" '
    'transform="rotate(-0 58 173.8)" style="stroke-width: 0.85">0.1234 x="5.55"</text>'
    '<use xlink:href="#m1.234" transform="translate(1.2 0) scale(0.015625)"/></svg>'
)


def test_drawings_are_rounded_where_their_data_are() -> None:
    outcome = Outcome(figures=(Figure("f", SVG),), shown={"a": Shown("svg", SVG)})
    after = rounded(outcome, 0.1)
    assert after.figures[0].svg == after.shown["a"].data == ROUNDED
