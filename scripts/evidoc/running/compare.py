"""What differs between what is recorded of an example and what a run of it produced, in words.

An example with a tolerance trains something: another processor gives it other last digits. The
decimals that it prints and its values may then move that far; texts, whole numbers and shapes may
not. Its figures and what it keeps follow from numbers that nobody reads, so that names and shapes
are all that is compared of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain, zip_longest

from evidoc.records.file_names import cells_file, figure_file, kept_file
from evidoc.records.kept_values import shape
from evidoc.records.lab_notebook import FIGURE, read_cells
from evidoc.records.record import Evidence, Json

NOTHING = "nothing"
# The parts of an outcome in which decimals may move.
_MOVES = ("output", "values", "tables", "formulas", "cells")


def differences(
    example: str, recorded: Evidence, found: Evidence, tolerance: float = 0
) -> Iterator[str]:
    """Yield each place at which two runs of an example differ, and what stands there in each.

    The environment is not compared.

    Args:
        example: ``topic/name``.
        recorded: What is recorded.
        found: What came out now.
        tolerance: How far decimals may move; 0 compares everything byte for byte.
    """
    old, new = (_comparable(example, each, tolerance) for each in (recorded, found))
    # The digest last: what came out says more than that the inputs are others.
    for part in sorted({**old, **new}, key=lambda part: part == "digest"):
        before, after = old.get(part, {}), new.get(part, {})
        yield from _walk(before, after, tolerance if part in _MOVES else 0, part)


def _comparable(example: str, evidence: Evidence, tolerance: float) -> Json:
    """Return the outcome of a run, with kept data in it, and without what a tolerance lets go."""
    record, outcome = evidence.record, evidence.record.outcome()
    kept = evidence.contents.get(kept_file(example))
    outcome["kept"] = json.loads(kept) if kept else {}
    cells = evidence.contents.get(cells_file(example))
    outcome["cells"] = read_cells(cells) if cells else []
    if tolerance:
        outcome["kept"] = shape(outcome["kept"])
        outcome["figures"] = {
            name: [[table["title"], table["columns"], len(table["rows"])] for table in tables]
            for name, tables in outcome["figures"].items()
        }
        for output in chain.from_iterable(outcome["cells"]):
            if FIGURE in output.get("data", {}):
                output["data"][FIGURE] = "something"
                output["metadata"] = {}
        loose = {figure_file(example, figure) for figure in record.figures}
        loose |= {kept_file(example), cells_file(example)}
        outcome["files"] |= dict.fromkeys(loose & record.files.keys(), "something")
    return outcome


def _walk(old: Json, new: Json, tolerance: float, place: str) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            inner = old.get(key, NOTHING), new.get(key, NOTHING)
            yield from _walk(*inner, tolerance, f"{place} {key}")
    elif isinstance(old, list) and isinstance(new, list):
        pairs = zip_longest(old, new, fillvalue=NOTHING)
        for number, inner in enumerate(pairs, 1):
            yield from _walk(*inner, tolerance, f"{place} {number}")
    elif not _agree(old, new, tolerance):
        yield f"{place}: recorded {old!r}, found {new!r}"


def _agree(old: Json, new: Json, tolerance: float) -> bool:
    if type(old) is not type(new) or old == new:
        return type(old) is type(new)
    if tolerance and isinstance(old, float):
        return _near(old, new, tolerance)
    if tolerance and isinstance(old, str):
        return _texts_agree(old, new, tolerance)
    return False


def _texts_agree(old: str, new: str, tolerance: float) -> bool:
    """Compare decimals and percents by tolerance, all else but the spacing exactly."""
    if _DECIMAL.sub("#", old).split() != _DECIMAL.sub("#", new).split():
        return False
    pairs = zip(_DECIMAL.finditer(old), _DECIMAL.finditer(new), strict=True)
    return all(_near(_value(one), _value(other), tolerance) for one, other in pairs)


# With a decimal point, an exponent or a percent sign: what a page reads as rounded, too.
_DECIMAL = re.compile(
    r"(?P<number>[-−]?(?:\d*\.\d+|\d+(?=e[-+]?\d|\s?%))(?:e[-+]?\d+)?)(?P<percent>\s?%)?"
)


def _value(match: re.Match[str]) -> float:
    value = float(match["number"].replace("−", "-"))
    return value / 100 if match["percent"] else value


def _near(old: float, new: float, tolerance: float) -> bool:
    # A hair more: .52 and .55 are not .03 apart in binary.
    return abs(old - new) <= tolerance * (1 + 1e-9)
