"""`make bench`: measure, print, and write snippets/data/bench.json."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import click

from bench import results, sites
from bench.machine import machine

PARTS = (*sites.STEPS,)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("parts", nargs=-1, type=click.Choice(PARTS), metavar="[PART]...")
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True)
@click.option(
    "--engine",
    type=click.Path(exists=True, path_type=Path),
    help="Another checkout of the engine, measured beside this one.",
)
@click.option("--only", multiple=True, metavar="PEER", help="Compare these alone; write nothing.")
@click.option("--dry", is_flag=True, help="Print, write nothing.")
def main(
    parts: tuple[str, ...], rounds: int, engine: Path | None, only: tuple[str, ...], dry: bool
) -> None:
    """Measure all PARTS, or those named.

    What is not measured again stays in the file as it is.
    """
    wanted = parts or PARTS
    measured: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder)
        if steps := [each for each in sites.STEPS if each in wanted]:
            measured["sites"] = sites.measure(root, steps, rounds, engine, only, click.echo)
    if not (dry or only or engine):
        results.merge(results.FILE, {k: {"machine": machine(), **v} for k, v in measured.items()})


if __name__ == "__main__":
    main()
