"""Run what is stale and write down what it produced, both languages together."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path

from filelock import FileLock, Timeout

from evidoc.findings import EvidocError, Finding
from evidoc.imports import imported_packages
from evidoc.isolate import Job, Outcome
from evidoc.project import Project
from evidoc.record import (
    Record,
    RecordError,
    figure_file,
    record_path,
    sha256,
    write_record,
)
from evidoc.schedule import run_many
from evidoc.snippet import shown


@dataclass
class Report:
    """What a run did.

    Attributes:
        ran: ``topic/name`` and language of what ran, in the order in which it ended.
        changed: Those whose evidence changed on disk.
        findings: What went wrong.
    """

    ran: list[tuple[str, str]] = field(default_factory=list)
    changed: list[tuple[str, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


Progress = Callable[[Job, Outcome], None]


def stale_jobs(
    project: Project, examples: Iterable[str], languages: Iterable[str]
) -> tuple[list[Job], list[Finding]]:
    """Return the jobs of those examples whose record is missing, damaged or for other inputs.

    Returns:
        The jobs, and what keeps others from running: translations that are not complete.
    """
    return _jobs(project, examples, languages, only_stale=True)


def all_jobs(
    project: Project, examples: Iterable[str], languages: Iterable[str]
) -> tuple[list[Job], list[Finding]]:
    """Return a job for each of the examples in each of the languages, stale or not."""
    return _jobs(project, examples, languages, only_stale=False)


def _jobs(
    project: Project, examples: Iterable[str], languages: Iterable[str], only_stale: bool
) -> tuple[list[Job], list[Finding]]:
    jobs: list[Job] = []
    findings: list[Finding] = []
    codes = list(languages)
    for example in examples:
        try:
            if only_stale and not any(project.stale(code, example) for code in codes):
                continue
            jobs += [project.job(code, example) for code in codes]
        except EvidocError as error:
            findings += error.findings
    return jobs, findings


def missing_libraries(project: Project, jobs: Iterable[Job]) -> dict[str, Finding]:
    """Return, by example, the libraries that its jobs import and this machine lacks."""
    missing: dict[str, Finding] = {}
    for job in jobs:
        sources = [job.source, *(data.decode() for path, data in job.files if path.endswith(".py"))]
        local = {path.split("/")[0].removesuffix(".py") for path, _ in job.files}
        for name in sorted(imported_packages(sources) - local - sys.stdlib_module_names):
            if find_spec(name) is None:
                message = f"has to run, and imports {name}, which is not installed"
                missing[job.example] = Finding(job.filename, 1, message, project.config.install)
    return missing


def run(
    project: Project,
    jobs: list[Job],
    *,
    executor: Executor | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """Run jobs and write their evidence once an example is through in all its languages.

    An example that fails in one language writes nothing in any: what is on disk stays one whole.

    Raises:
        EvidocError: Another run holds the lock, or the evidence cannot be written.
    """
    report = Report()
    waiting: dict[str, set[str]] = {}
    for job in jobs:
        waiting.setdefault(job.example, set()).add(job.language)
    outcomes: dict[str, list[tuple[Job, Outcome]]] = {}
    with _lock(project):
        for job, outcome in run_many(jobs, executor=executor, workers=workers):
            if progress:
                progress(job, outcome)
            report.ran.append((job.example, job.language))
            outcomes.setdefault(job.example, []).append((job, outcome))
            waiting[job.example].remove(job.language)
            if not waiting[job.example]:
                _write(project, outcomes.pop(job.example), report)
    return report


def _lock(project: Project) -> FileLock:
    folder = project.config.root / ".cache"
    try:
        folder.mkdir(exist_ok=True)
        lock = FileLock(folder / "evidoc.lock", timeout=0)
        lock.acquire()
    except Timeout:
        message = "another run is at work"
        raise EvidocError(
            [Finding(".cache/evidoc.lock", 1, message, "wait for it to end")]
        ) from None
    except OSError as error:
        message = f"cannot be written: {error.strerror}"
        raise EvidocError(
            [Finding(".cache/evidoc.lock", 1, message, "give write permission")]
        ) from error
    return lock


def _write(project: Project, results: list[tuple[Job, Outcome]], report: Report) -> None:
    failures = [failure(project, job, outcome) for job, outcome in results if outcome.failure]
    if failures:
        report.findings += failures
        return
    for job, outcome in results:
        evidence = project.evidence(job.language)
        record, contents = recorded(project, job, outcome)
        try:
            if write_record(evidence, job.example, record, contents):
                report.changed.append((job.example, job.language))
        except OSError as error:
            path = project.config.relative(evidence / f"{job.example}.json")
            message = f"cannot be written: {error.strerror}"
            report.findings.append(Finding(path, 1, message, "give write permission"))


def failure(project: Project, job: Job, outcome: Outcome) -> Finding:
    """Return a failed outcome as a finding at the line of the snippet that failed."""
    failed = outcome.failure
    assert failed is not None
    lines = project.localised(job.language, job.example).lines
    line = lines[failed.line - 1] if failed.line and failed.line <= len(lines) else 1
    printed = outcome.text.strip().splitlines()[-5:]
    tail = "; it had printed: " + " / ".join(printed) if printed else ""
    command = f"evidoc run {job.example}"
    return Finding(
        job.filename, line, f"{failed.message}{tail} ({job.language})", f"mend it, then {command}"
    )


def recorded(project: Project, job: Job, outcome: Outcome) -> tuple[Record, dict[str, bytes]]:
    """Return the record of a good outcome and the bytes of the files beside it."""
    contents = {
        figure_file(job.example, figure.name): figure.svg.encode() for figure in outcome.figures
    }
    name, data = download(job)
    contents[name] = data
    record = Record(
        digest=project.digest(job),
        environment=outcome.environment,
        output=outcome.text,
        figures={
            figure.name: [asdict(table) for table in figure.tables] for figure in outcome.figures
        },
        values=outcome.values,
        tables=outcome.tables,
        formulas=outcome.formulas,
        files={name: sha256(data) for name, data in contents.items()},
    )
    return record, contents


def download(job: Job) -> tuple[str, bytes]:
    """Return the name and bytes of what a reader downloads to run the example.

    The program alone, or with the modules and data that it needs in a zip archive, stored and
    dated alike on every machine.
    """
    name = job.example.rsplit("/", 1)[-1]
    program = shown(job.source).encode()
    if not job.files:
        return f"{name}.py", program
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path, data in sorted([(f"{name}.py", program), *job.files]):
            info = zipfile.ZipInfo(path)
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return f"{name}.zip", buffer.getvalue()


def unused_evidence(project: Project) -> list[Path]:
    """Return the files in the topics' evidence folders that belong to no example."""
    found: list[Path] = []
    for language in project.languages:
        evidence = project.evidence(language.code)
        expected: set[Path] = set()
        for example in project.snippets:
            path = record_path(evidence, example)
            expected.add(path)
            with suppress(RecordError):
                record = project.record(language.code, example)
                expected |= {path.parent / file for file in record.files}
        found += [path for path in sorted(evidence.glob("*/*")) if path not in expected]
    return found


def prune(project: Project) -> list[str]:
    """Delete the evidence that belongs to no example; return the paths."""
    unused = unused_evidence(project)
    for path in unused:
        path.unlink()
    return [project.config.relative(path) for path in unused]
