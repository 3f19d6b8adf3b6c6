"""`make bench`: measure, print, and write snippets/data/bench.json."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from bench import course, results, scale, sites, suites, workers
from bench.engine import Evidoc
from bench.environments import ROOT
from bench.machine import load, machine

PARTS = (*sites.STEPS, "tests", "scale", "workers", "course")


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("parts", nargs=-1, type=click.Choice(PARTS), metavar="[PART]...")
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True, metavar="N")
@click.option(
    "--engine",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Another checkout of the engine, measured beside this one; writes nothing.",
)
@click.option("--only", multiple=True, metavar="PEER", help="These peers alone.")
@click.option("--series", multiple=True, type=click.Choice(list(scale.SERIES)), help="Of scale.")
@click.option("--dry", is_flag=True, help="Print, write nothing.")
def main(
    parts: tuple[str, ...],
    rounds: int,
    engine: Path | None,
    only: tuple[str, ...],
    series: tuple[str, ...],
    dry: bool,
) -> None:
    """Measure all PARTS, or those named: cold warm edit live tests scale workers course.

    The first four are steps of the same pages built by every peer. What is not measured again
    stays in the file as it is.
    """
    wanted = parts or PARTS
    dry = dry or bool(engine or series)
    steps = [each for each in sites.STEPS if each in wanted]
    engines = [Evidoc(), *([Evidoc(engine)] if engine else [])]

    def for_engines(measure: Callable[[Path, Evidoc], dict[str, object]], root: Path) -> object:
        """Measure another engine first, so that the last result is that of this one."""
        for number, each in enumerate(reversed(engines)):
            click.echo(f"{each.name}:")
            (folder := root / f"engine-{number}").mkdir(parents=True)
            last = measure(folder, each)
        return last

    everything: dict[str, Callable[[Path], object]] = {
        # First: its pages state what is measured, and are wrong as soon as that is written.
        "course": lambda root: for_engines(
            lambda folder, each: course.measure(folder, each, rounds, click.echo), root
        ),
        "sites": lambda root: sites.measure(root, steps, rounds, engine, only, click.echo),
        "tests": lambda root: suites.measure(root, engine, rounds, click.echo),
        "scale": lambda root: for_engines(
            lambda folder, each: scale.measure(
                folder, each, list(series or scale.SERIES), click.echo
            ),
            root,
        ),
        "workers": lambda root: for_engines(
            lambda folder, each: workers.measure(folder, each, rounds, click.echo), root
        ),
    }
    for name, measure in everything.items():
        if name in wanted or (name == "sites" and steps):
            with tempfile.TemporaryDirectory(prefix="bench-") as folder:
                part = measure(Path(folder))
            assert isinstance(part, dict)
            if name in ("sites", "tests"):
                costs = part["steps"] if name == "sites" else {"tests": part["suites"]}
                click.echo("\n".join(["Medians:", *results.described(costs)]))
            if not dry:
                results.merge(results.FILE, {name: {"machine": machine(), "load": load(), **part}})
                click.echo(f"{name} written to {results.FILE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
