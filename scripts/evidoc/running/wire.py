"""An outcome as JSON: what passes from an example's process to the engine holds plain data only.

So a class of the example's own never has to be known outside, and garbage is told from an outcome.
"""

from __future__ import annotations

import json
from typing import Any

from evidoc.core.model import Failure, Figure, Outcome, Shown, Table


def packed(outcome: Outcome) -> bytes:
    """Return an outcome as JSON in ASCII."""
    return json.dumps(vars(outcome), default=_fields).encode("ascii")


def _fields(part: object) -> dict[str, Any]:
    if isinstance(part, Failure | Figure | Shown | Table):
        return vars(part)
    raise TypeError(f"{type(part).__name__} is no plain data")


def unpacked(data: bytes) -> Outcome:
    """Return the outcome that was packed.

    Raises:
        ValueError: It is none.
    """
    try:
        fields: dict[str, Any] = json.loads(data)
        failure = fields.pop("failure")
        figures = tuple(_figure(**figure) for figure in fields.pop("figures"))
        missing = tuple(fields.pop("missing"))
        sought = tuple(map(str, fields.pop("sought")))
        shown = {name: Shown(**each) for name, each in fields.pop("shown").items()}
        return Outcome(
            **fields,
            missing=missing,
            sought=sought,
            shown=shown,
            figures=figures,
            failure=Failure(**failure) if failure else None,
        )
    except (AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ValueError("no outcome") from error


def _figure(name: str, svg: str, tables: list[dict[str, Any]], lost: str) -> Figure:
    return Figure(name, svg, tuple(_table(**table) for table in tables), lost)


def _table(title: str, columns: list[str], rows: list[list[Any]]) -> Table:
    return Table(title, tuple(columns), tuple(tuple(row) for row in rows))
