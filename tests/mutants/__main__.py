"""Run the mutants and report what survived: ``python -m mutants [--sample N] [--seed S]``."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from evidoc.project.config import find_root, load_config
from evidoc.project.project import Project
from mutants.code import judge_examples, judge_module
from mutants.equivalent import outdated
from mutants.mutant import Verdict, sample
from mutants.pages import judge_pages, page_mutants
from mutants.records import judge_records
from mutants.translations import judge_translations

# Kind to how many of them, None for all: a record can hold thousands of numbers.
KINDS: dict[str, int | None] = {
    "pages": None,
    "translations": None,
    "records": 6000,
    "code": None,
    "examples": 300,
}


@click.command()
@click.argument("kinds", nargs=-1, type=click.Choice(list(KINDS)))
@click.option("--sample", "size", type=int, help="So many of each kind.")
@click.option("--seed", default=0, show_default=True)
@click.option("--jobs", "workers", default=os.cpu_count() or 1, show_default=True)
def main(kinds: tuple[str, ...], size: int | None, seed: int, workers: int) -> None:
    """Change one thing at a time and see that the checks, a run or the tests find it.

    Kinds: pages, translations, records, code (the modules of the snippets), examples.
    """
    project = Project(load_config(find_root(Path(__file__).resolve().parent)))
    light = [name for name, each in project.settings.items() if each.seconds <= 60]
    judges: dict[str, Callable[[int | None], Iterable[Verdict]]] = {
        "pages": lambda size: judge_pages(
            project, sample(list(page_mutants(project)), size, seed), workers
        ),
        "translations": lambda _: judge_translations(project),
        "records": lambda size: judge_records(project, light, size, seed),
        "code": lambda size: judge_module(project, "conv_arithmetic", size, seed, workers),
        "examples": lambda size: judge_examples(project, size, seed),
    }
    survived = sum(
        _report(kind, judges[kind](KINDS[kind] if size is None else size))
        for kind in kinds or KINDS
    )
    for entry in outdated(project.config.root):
        click.echo(f"no longer there, take it out of equivalent.toml: {entry}")
    sys.exit(bool(survived))


def _report(kind: str, judged: Iterable[Verdict]) -> int:
    """Print how many of a kind were found, and each that was not; return how many were not."""
    begin = time.monotonic()
    verdicts = list(judged)
    seconds = time.monotonic() - begin
    missed = [each for each in verdicts if not each.is_found and not each.allowed]
    allowed = [each for each in verdicts if not each.is_found and each.allowed]
    real = len(verdicts) - len(allowed)
    share = 100 * (real - len(missed)) / real if real else 100
    click.echo(
        f"{kind}: {real - len(missed)} of {real} found ({share:.2f} %), {len(allowed)} no mistakes,"
        f" {seconds:.0f} s ({60 * len(verdicts) / max(seconds, 0.001):.0f} a minute)"
    )
    for verdict in sorted(missed, key=lambda each: (each.mutant.path, each.mutant.line)):
        click.echo(f"  survived {verdict.mutant}")
    for text in sorted({each.allowed for each in allowed}):
        click.echo(f"  {sum(each.allowed == text for each in allowed)} times: {text}")
    return len(missed)


if __name__ == "__main__":
    main()
