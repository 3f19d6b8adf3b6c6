"""Every number in what an example printed, computed and drew, changed in its record.

The hash of the record would be computed anew, so that reading alone finds nothing: a run of the
example has to. It runs once; each mutant of its record is compared with what came out.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from evidoc.pages.numerals import NumeralError, read_plain
from evidoc.project.project import Project
from evidoc.records.file_names import record_path
from evidoc.records.record import Evidence, Record
from evidoc.running.compare import differences
from evidoc.running.evidence import fresh_evidence
from evidoc.running.schedule import run_many
from evidoc.running.tasks import tasks_of
from mutants.mutant import Mutant, Verdict, sample
from mutants.numbers import variants

Place = tuple[Any, ...]

PARTS = ("output", "values", "figures", "tables", "formulas", "files")


def judge_records(
    project: Project, examples: list[str], size: int | None, seed: int
) -> Iterator[Verdict]:
    """Yield for mutants of the examples' records whether a run finds them."""
    languages = [each.code for each in project.languages]
    fresh: dict[tuple[str, str], Evidence] = {}
    tasks = {
        (example, task.job.language): task
        for example in examples
        for task in tasks_of(project, example, languages)
    }
    for job, outcome in run_many([task.job for task in tasks.values()]):
        assert outcome.failure is None, outcome.failure
        for each in tasks[job.example, job.language].jobs:
            fresh[each.example, each.language] = fresh_evidence(project, each, outcome)
    for example, language in sorted(fresh):
        share = None if size is None else -(-size // len(fresh))
        evidence = project.records.evidence(language, example)
        changes = dict(_mutants(project, example, language, evidence.record))
        tolerance = project.settings[example].tolerance
        for mutant in sample(list(changes), share, seed):
            changed = Evidence(_changed(evidence.record, changes[mutant]), evidence.contents)
            found = next(differences(example, changed, fresh[example, language], tolerance), None)
            allowed = "within the tolerance of the example" if tolerance and not found else ""
            yield Verdict(mutant, is_found=found is not None, allowed=allowed)


@dataclass(frozen=True)
class _Change:
    """What to put where in a part of a record."""

    part: str
    place: Place
    value: Any


def _mutants(
    project: Project, example: str, language: str, record: Record
) -> Iterator[tuple[Mutant, _Change]]:
    file = record_path(project.config.evidence, example)
    path, lines = project.config.relative(file), file.read_text("utf-8").split("\n")
    for part in PARTS:
        first = _line(lines, part, language)
        for place, before, after in _changes(_part(record, part)):
            where = "/".join(map(str, (part, *place)))
            mutant = Mutant(path, first, f"{language} {where}: {before}", str(after))
            yield mutant, _Change(part, place, after)


def _line(lines: list[str], part: str, language: str) -> int:
    """Return where a part stands: once for all languages, or under this one."""
    shared = f' "{part}":'
    if found := [n for n, line in enumerate(lines, 1) if line.startswith(shared)]:
        return found[0]
    start = next(n for n, line in enumerate(lines) if line.startswith(f'  "{language}":'))
    return next(n for n, line in enumerate(lines, 1) if n > start and f'"{part}":' in line)


def _part(record: Record, part: str) -> Any:
    return record.output.split("\n") if part == "output" else getattr(record, part)


def _changed(record: Record, change: _Change) -> Record:
    whole = copy.deepcopy(_part(record, change.part))
    inner = whole
    for key in change.place[:-1]:
        inner = inner[key]
    inner[change.place[-1]] = change.value
    value = "\n".join(whole) if change.part == "output" else whole
    return replace(record, **{change.part: value})


def _changes(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any, Any]]:
    """Yield where a number stands in JSON, what it is, and another in its place."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _changes(inner, (*place, key))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _changes(inner, (*place, index))
    elif isinstance(value, bool):
        yield place, value, not value
    elif isinstance(value, int | float):
        yield place, value, value + 1
        yield place, value, -value if value else 7
        yield place, value, value * 10 if value else 70
    elif isinstance(value, str):
        for changed in _texts(value):
            yield place, value, changed


def _texts(text: str) -> Iterator[str]:
    try:
        numerals = read_plain(text)
    except NumeralError:
        return
    for numeral in numerals:
        for changed in variants(numeral.text):
            yield text[: numeral.start] + changed + text[numeral.end :]
