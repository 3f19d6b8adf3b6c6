"""``evidoc run``: run what is stale, tell how it goes and what came of it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import click

from evidoc.checks.last_outcome import is_clean
from evidoc.checks.unknown_example import unknown_example
from evidoc.cli.findings import finish
from evidoc.cli.place import settings_here
from evidoc.core.findings import EvidocError, Finding
from evidoc.core.model import Outcome
from evidoc.project.evidence import prune
from evidoc.project.project import Project
from evidoc.running.report import Report, profile, summary
from evidoc.running.report import junit as junit_xml
from evidoc.running.run import Options, run
from evidoc.running.tasks import Task


@click.command("run")
@click.argument("examples", nargs=-1, metavar="[EXAMPLE]...")
@click.option("--all", "everything", is_flag=True, help="Run also what is not stale.")
@click.option("--lang", "language", metavar="CODE", help="Run one language only.")
@click.option("--jobs", "workers", type=click.IntRange(1), metavar="N", help="Run N at once.")
@click.option("--cluster", metavar="ADDRESS", help="Run on a dask cluster, as tcp://host:8786.")
@click.option("--profile", "profiled", is_flag=True, help="Say where the time of each went.")
@click.option("--junit", metavar="FILE", type=click.Path(path_type=Path), help="Report to CI.")
@click.option("--prune", "prune_unused", is_flag=True, help="Delete records of no example.")
def run_command(
    examples: tuple[str, ...],
    everything: bool,
    language: str | None,
    workers: int | None,
    cluster: str | None,
    profiled: bool,
    junit: Path | None,
    prune_unused: bool,
) -> None:
    """Run stale examples (or those named) and record their output, figures and values.

    An example is named as topic/name, by its file, or topic for all of a topic; labs are examples
    of the topic labs. What a stale example uses runs before it. A record is written only when what
    came out differs from it, by more than the example's tolerance.
    """
    config = settings_here()
    if not (examples or everything or language or prune_unused) and is_clean(config):
        _finish_run(Report(), 0.0, profiled, junit)
        return
    project = Project(config)
    languages = _languages(project, language)
    named = _named(project, examples)
    options = Options(everything=everything or bool(examples), workers=workers or os.cpu_count())
    begin = time.monotonic()
    told = _with_bar if sys.stderr.isatty() else _line_by_line
    with _executor_of(cluster) as executor, told(replace(options, executor=executor)) as options:
        report = run(project.config, named, languages, options)
    for example, code in report.changed:
        click.echo(f"recorded {example} ({code})")
    if report.unconfined:
        lacks = " and ".join(sorted(report.unconfined))
        click.echo(f"this machine lacks {lacks}: examples are less confined", err=True)
    if prune_unused:
        for path in prune(Project(project.config)):
            click.echo(f"deleted {path}")
    _finish_run(report, time.monotonic() - begin, profiled, junit)


def _finish_run(report: Report, seconds: float, profiled: bool, junit: Path | None) -> None:
    kept = len(set(report.ran) - set(report.changed))
    click.echo(f"{len(report.ran)} run, {len(report.changed)} recorded, {kept} as before")
    if report.times:
        click.echo(summary(report, seconds), err=True)
    for line in profile(report) if profiled and report.times else ():
        click.echo(line)
    if junit:
        junit.parent.mkdir(parents=True, exist_ok=True)
        junit.write_bytes(junit_xml(report))
    finish([*report.findings, *report.notes])


def _languages(project: Project, language: str | None) -> list[str]:
    codes = [entry.code for entry in project.languages]
    if language is None:
        return codes
    if language not in codes:
        raise click.BadParameter(f"known are {', '.join(codes)}", param_hint="--lang")
    return [language]


def _named(project: Project, examples: Iterable[str]) -> list[str]:
    named = []
    for name in examples:
        files = (Path(name).absolute(), project.config.snippets / name)
        known = [
            example
            for example, snippet in project.snippets.items()
            if example == name or example.startswith(f"{name}/") or snippet.path in files
        ]
        if not known:
            raise EvidocError([Finding(project.config.file, 1, *unknown_example(project, name))])
        named += known
    return named or list(project.snippets)


def _executor_of(cluster: str | None) -> AbstractContextManager[Executor | None]:
    if cluster is None:
        return nullcontext()
    from evidoc.running.cluster import executor_of

    return executor_of(cluster)


@contextmanager
def _line_by_line(options: Options) -> Iterator[Options]:
    """Say each example that ends."""

    def progress(task: Task, outcome: Outcome) -> None:
        state = "failed" if outcome.failure else "ran"
        name = f"{task.job.example} ({task.languages})"
        click.echo(f"{state} {name} in {outcome.seconds:.1f} s", err=True)

    yield replace(options, progress=progress)


@contextmanager
def _with_bar(options: Options) -> Iterator[Options]:
    """Show how many examples have ended."""
    # Imported where there is somebody to look at it: a short run takes a tenth longer with it.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    text = TextColumn("{task.description}")
    columns = (text, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        examples_bar = bar.add_task("examples", total=0)

        def starting(tasks: list[Task]) -> None:
            bar.update(examples_bar, total=(bar.tasks[0].total or 0) + len(tasks))

        def progress(task: Task, outcome: Outcome) -> None:  # noqa: ARG001
            bar.advance(examples_bar)

        yield replace(options, starting=starting, progress=progress)
