"""Whether each example is used, and has a record of its present inputs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidoc.checks.not_shown import not_shown
from evidoc.core.findings import EvidocError, Finding, coded
from evidoc.core.model import is_lab
from evidoc.project.evidence import old_evidence, unused_evidence, written_by_runs
from evidoc.project.project import Project
from evidoc.project.strictness import ALL
from evidoc.records.file_names import record_path

_ADDRESS = re.compile(r"<[^<>\n]* at 0x[0-9a-fA-F]{6,}>")


def check_examples(project: Project) -> Iterator[Finding]:
    """Yield unused examples, and records that are missing, damaged, stale or left over."""
    for name, snippet in project.snippets.items():
        path = project.config.relative(snippet.path)
        if project.config.coverage.default == ALL and (message := _unseen(project, name)):
            mend = f"show it with /// example | {name}, or delete it"
            yield Finding(path, 1, message, mend, code="example-unused")
            continue
        if not (_is_used(project, name) or record_path(project.config.evidence, name).exists()):
            continue
        if snippet.finding:
            yield snippet.finding
            continue
        for language in project.languages:
            try:
                reason = project.stale(language.code, name)
            except EvidocError as error:
                yield from error.findings
                continue
            if reason:
                stale = f"{reason} ({language.code})"
                mend = f"evidoc run {name}"
                yield Finding(path, snippet.line, stale, mend, code="record-stale")
            elif message := _unsteady(project, language.code, name):
                mend = "print what the object holds, not the object"
                yield Finding(path, snippet.line, message, mend, code="record-differs")
        yield from not_shown(project, name)
    yield from coded("evidence-left-over", _left_over(project))


def _unsteady(project: Project, language: str, example: str) -> str | None:
    """Return what is wrong if an example prints what no other run of it prints."""
    record = project.records.usable(language, example)
    found = _ADDRESS.search(record.output) if record else None
    return (
        f"prints the address of an object, another one with each run: {found[0]}" if found else None
    )


def _left_over(project: Project) -> Iterator[Finding]:
    """Yield the files among the evidence that belong to no example."""
    unused = unused_evidence(project)
    written = written_by_runs(project) if unused else set()
    for file in unused:
        name = project.config.relative(file)
        if file in written:
            yield Finding(name, 1, "belongs to no example", "evidoc run --prune")
        else:
            yield Finding(name, 1, "was written by no run", "move it out of this folder")
    for language in project.languages:
        for record in old_evidence(project, language.code).values():
            name = project.config.relative(record.files[0])
            yield Finding(name, 1, "lies where former versions kept records", "evidoc run")


def _is_used(project: Project, example: str) -> bool:
    return _unseen(project, example) is None or any(
        example in settings.uses for settings in project.settings.values()
    )


def _unseen(project: Project, example: str) -> str | None:
    """Return what is wrong if readers cannot see an example or at least a value of it."""
    if example in project.shown or is_lab(example):
        return None
    for user, settings in project.settings.items():
        if example in settings.uses:
            return f"no page shows this example, and {user} uses what it keeps"
    return None if example in project.requests else "no page uses this example"
