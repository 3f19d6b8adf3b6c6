"""Run an example again, and tell how what it produces differs from its record; write nothing."""

from __future__ import annotations

from itertools import zip_longest

from evidoc.findings import Finding
from evidoc.project import Project
from evidoc.record import Json, RecordError, record_path
from evidoc.run import all_jobs, failure, recorded
from evidoc.schedule import run_many

_NOTHING = "nothing"


def rerun(project: Project, example: str) -> list[Finding]:
    """Run an example in every language, and compare each outcome with the record on disk.

    The environment is left out: other versions that give the same result are no difference.

    Returns:
        What differs, at the record that has it; what keeps the example from running; nothing if
        the records say what the example does.
    """
    jobs, findings = all_jobs(project, [example], [each.code for each in project.languages])
    for job, outcome in run_many(jobs):
        if outcome.failure:
            findings.append(failure(project, job, outcome))
            continue
        path = project.config.relative(record_path(project.evidence(job.language), example))
        mend = f"evidoc run {example}"
        try:
            committed = project.record(job.language, example).outcome()
        except RecordError as error:
            findings.append(Finding(path, 1, f"{example} {error}", mend))
            continue
        fresh, _ = recorded(project, job, outcome)
        if differs := first_difference(committed, fresh.outcome()):
            message = f"{example} now gives another result: {differs}"
            findings.append(Finding(path, 1, message, mend))
    return sorted(findings)


def first_difference(committed: Json, found: Json, place: str = "") -> str | None:
    """Return where two outcomes differ first, and what stands there in each; None if nowhere."""
    if committed == found:
        return None
    if isinstance(committed, dict) and isinstance(found, dict):
        pairs = [
            (str(key), committed.get(key, _NOTHING), found.get(key, _NOTHING))
            for key in sorted(committed.keys() | found.keys())
        ]
    elif isinstance(committed, list) and isinstance(found, list):
        both = zip_longest(committed, found, fillvalue=_NOTHING)
        pairs = [(str(number), *each) for number, each in enumerate(both, 1)]
    else:
        return f"{place.strip()}: recorded {committed!r}, found {found!r}"
    differences = (first_difference(old, new, f"{place} {name}") for name, old, new in pairs)
    return next(filter(None, differences))
