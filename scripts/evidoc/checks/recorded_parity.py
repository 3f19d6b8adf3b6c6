"""Whether the records of two languages hold the same numbers.

A program is the same in every language but for its texts, so its numbers are: in the values that
pages ask for, in what it prints, and in what it draws.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from evidoc.core.findings import Finding
from evidoc.project.project import Project
from evidoc.records.record import Record


def compare_records(project: Project, first: str, other: str) -> Iterator[Finding]:
    """Yield the examples whose numbers differ between two languages."""
    for example, snippet in project.snippets.items():
        here, there = (project.records.usable(language, example) for language in (first, other))
        if here is None or there is None:
            continue  # a finding of its own
        name = project.config.relative(snippet.path)
        tolerance = Fraction(str(snippet.settings.tolerance))
        for message in _differences(first, here, other, there, tolerance):
            yield Finding(name, 1, message, "the numbers are the same in every language")


def _differences(
    first: str, here: Record, other: str, there: Record, tolerance: Fraction
) -> Iterator[str]:
    for element in here.values.keys() & there.values.keys():
        mine, others = here.values[element], there.values[element]
        same = mine == others or _near([*map(Fraction, mine)], [*map(Fraction, others)], tolerance)
        if not same:
            yield f"{element} is {_list(mine)} in {first}, {_list(others)} in {other}"
    held: list[tuple[str, object, object]] = [
        ("prints", here.output, there.output),
        ("tabulates", here.tables, there.tables),
    ]
    if not tolerance:  # what is drawn may then move further than what is printed
        held.append(("draws", here.figures, there.figures))
    for what, one, two in held:
        if one is two:  # recorded once for both
            continue
        shown, shown_there = _NUMBER.findall(_text(one)), _NUMBER.findall(_text(two))
        if shown == shown_there or _same(shown, shown_there, tolerance):
            continue
        counts, counts_there = Counter(shown), Counter(shown_there)
        extra = [(first, counts - counts_there), (other, counts_there - counts)]
        said = [f"{_list(more.elements())} in {code} only" for code, more in extra if more]
        yield f"{what} {', '.join(said)}"


_NUMBER = re.compile(r"\d+(?:\.\d+)?|\.\d+")


def _same(numbers: Iterable[str], others: Iterable[str], tolerance: Fraction) -> bool:
    """Tell whether two texts hold the same numbers in any order, decimals within a tolerance."""
    whole, whole_there = (Counter(n for n in side if "." not in n) for side in (numbers, others))
    decimals, decimals_there = (
        sorted(Fraction(n) for n in side if "." in n) for side in (numbers, others)
    )
    return whole == whole_there and _near(decimals, decimals_there, tolerance)


def _near(values: Sequence[Fraction], others: Sequence[Fraction], tolerance: Fraction) -> bool:
    return len(values) == len(others) and all(
        abs(one - two) <= tolerance for one, two in zip(values, others, strict=True)
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _list(values: Iterable[object]) -> str:
    shown = list(map(str, values))
    return ", ".join(shown[:6]) + (", …" if len(shown) > 6 else "")
