"""``evidoc build``: build the site in all its languages."""

from __future__ import annotations

import sys
import time

import click

from evidoc.cli.place import settings_here
from evidoc.core.collector import resting
from evidoc.core.findings import EvidocError, Finding, counted


@click.command("build")
def build_command() -> None:
    """Build the site in all its languages, strictly: print what is wrong, and a line at the end.

    Runs nothing. Does what mkdocs build --strict does, and keeps to itself what other tools note.
    """
    begin = time.monotonic()
    config = settings_here()
    first = next(iter(config.languages.values()))
    if not first.mkdocs.is_file():
        name = config.relative(first.mkdocs)
        mend = "evidoc new DIR writes a site"
        raise EvidocError([Finding(name, 1, "is not there, and says how to build the site", mend)])
    with resting():
        from evidoc.site.quiet import build_quietly

        site, wrong = build_quietly(first.mkdocs, click.echo)
    if wrong:
        click.echo(counted(wrong, "finding"), err=True)
        sys.exit(1)
    click.echo(f"built {site}/ in {time.monotonic() - begin:.1f} s: no findings")
