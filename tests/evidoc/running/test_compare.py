"""What a run may change within a tolerance, and what it may not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from evidoc.records.record import Evidence, Record, sha256
from evidoc.running.compare import differences

FIGURE = [{"title": "loss", "columns": ["step", "loss"], "rows": [[0, 1.5], [1, 0.5]]}]
RECORD = Record(
    digest="d",
    environment={},
    output="net  mIoU\nplain .74 ± 0.012, 95.1 %, 3 seeds\n",
    figures={"loss": FIGURE},
    values={"miou": [0.74, 3]},
    tables={"rows": [["plain", 0.74]]},
    formulas={},
    files={},
)
CONTENTS = {
    "train.loss.svg": b"<svg/>",
    "train.kept.json": b'{"scores": [0.1, 0.2], "taps": 9}',
}
FIGURE_MOVED = [{**FIGURE[0], "rows": [[0, 1.6], [1, 0.4]]}]


def evidence(contents: dict[str, bytes] | None = None, **changes: Any) -> Evidence:
    contents = {**CONTENTS, **(contents or {})}
    files = {name: sha256(data) for name, data in contents.items()}
    return Evidence(replace(RECORD, files=files, **changes), contents)


def printed(before: str, after: str) -> Evidence:
    assert before in RECORD.output
    return evidence(output=RECORD.output.replace(before, after))


WITHIN = {
    "nothing": evidence(),
    "decimal": printed(".74", ".77"),
    "decimal up to one": printed(".74", ".71"),
    "spacing": printed("plain .74", "plain  .74"),
    "percent": printed("95.1 %", "97.9 %"),
    "whole percent": printed("95.1 %", "97 %"),
    "value": evidence(values={"miou": [0.77, 3]}),
    "table": evidence(tables={"rows": [["plain", 0.76]]}),
    "data of a figure": evidence(figures={"loss": FIGURE_MOVED}),
    "figure": evidence({"train.loss.svg": b"<svg><g/></svg>"}),
    "kept": evidence({"train.kept.json": b'{"scores": [9.1, 9], "taps": 9}'}),
    "environment": evidence(environment={"torch": "3"}),
}
BEYOND = {
    "decimal": (printed(".74", ".78"), "output 2: recorded 'plain .74 ± 0.012, 95.1 %, 3 seeds'"),
    "sign": (printed("0.012", "-0.042"), "output 2: "),
    "percent": (printed("95.1 %", "98.5 %"), "output 2: "),
    "whole number": (printed("3 seeds", "4 seeds"), "output 2: "),
    "text": (printed("net", "nets"), "output 1: recorded 'net  mIoU', found 'nets  mIoU'"),
    "fewer lines": (evidence(output="net  mIoU"), "output 3: recorded '', found 'nothing'"),
    "value": (evidence(values={"miou": [0.78, 3]}), "values miou 1: recorded 0.74, found 0.78"),
    "whole value": (evidence(values={"miou": [0.74, 4]}), "values miou 2: recorded 3, found 4"),
    "kind of value": (evidence(values={"miou": [0.74, 3.0]}), "values miou 2: "),
    "number of values": (evidence(values={"miou": [0.74]}), "values miou 2: "),
    "value gone": (evidence(values={}), "values miou: recorded [0.74, 3], found 'nothing'"),
    "cell": (evidence(tables={"rows": [["other", 0.74]]}), "tables rows 1 1: "),
    "figure gone": (evidence(figures={}), "figures loss: "),
    "rows of a figure": (
        evidence(figures={"loss": [{**FIGURE[0], "rows": []}]}),
        "figures loss 1 3: recorded 2, found 0",
    ),
    "shape of what is kept": (
        evidence({"train.kept.json": b'{"scores": [0.1], "taps": 9}'}),
        "kept scores 2: recorded 'number', found 'nothing'",
    ),
    "kept name": (
        evidence({"train.kept.json": b'{"scores": [0.1, 0.2], "tops": 9}'}),
        "kept taps: recorded 'number', found 'nothing'",
    ),
    "more files": (evidence({"train.b.svg": b""}), "files train.b.svg: recorded 'nothing'"),
    "program": (evidence(digest="e"), "digest: "),
}


@pytest.mark.parametrize("name", WITHIN)
def test_a_move_within_the_tolerance_is_none(name: str) -> None:
    assert list(differences("topic/train", evidence(), WITHIN[name], 0.03)) == []


@pytest.mark.parametrize("name", BEYOND)
def test_a_move_beyond_the_tolerance_is_named(name: str) -> None:
    after, message = BEYOND[name]
    found = list(differences("topic/train", evidence(), after, 0.03))
    assert any(each.startswith(message) for each in found), found


@pytest.mark.parametrize("name", [*WITHIN][1:-1])
def test_without_a_tolerance_every_byte_counts(name: str) -> None:
    assert list(differences("topic/train", evidence(), WITHIN[name])) != []


def test_the_environment_is_not_compared() -> None:
    assert list(differences("topic/train", evidence(), WITHIN["environment"])) == []
