"""The ``evidoc`` command."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import click

from evidoc.cli.begin import init_command, new_command, schema_command
from evidoc.cli.build import build_command
from evidoc.cli.findings import report
from evidoc.cli.read import check_command, coverage_command, list_command
from evidoc.cli.run import run_command
from evidoc.cli.write import bind_command, messages_command, update_command
from evidoc.core.findings import EvidocError, Finding

_OPTIONAL = {
    **dict.fromkeys(("babel", "brotli", "fontTools", "mkdocs"), "site"),
    "distributed": "cluster",
}
"""Packages that not every project needs, and the extra that brings each."""


class _Command(click.Group):
    """Prints a user's mistakes as findings, never as a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # The name of a file may be no text, and a terminal may lack letters.
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except EvidocError as error:
            report(error.findings)
        except ModuleNotFoundError as error:
            name = (error.name or "").partition(".")[0]
            if name not in _OPTIONAL:
                raise
            mend = f"pip install 'evidoc[{_OPTIONAL[name]}]'"
            raise click.ClickException(f"{name} is not installed: {mend}") from error
        except OSError as error:
            if not error.filename:
                raise
            message = f"cannot be read or written: {error.strerror}"
            report([Finding(_shown(error.filename), 1, message, "mend that, then try again")])
        sys.exit(1)


def _shown(file: str) -> str:
    """Return a file as findings show it: below the current folder if it lies there."""
    path = Path(os.fsdecode(file))
    return path.relative_to(Path.cwd()).as_posix() if Path.cwd() in path.parents else str(path)


@click.group(cls=_Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="evidoc")
def main() -> None:
    """Run the examples of a site, record what they produce, and hold its pages to it.

    Pages are Markdown. `/// example | topic/name` shows an example from snippets/, and
    `[17×17]{= name: span(3, 8) }` binds visible numbers to an expression that is evaluated
    after the example ran.

    A usual round: edit a snippet, `evidoc run`, `evidoc check`, and `evidoc update` when the
    new numbers are right.
    """


for _command in (
    new_command,
    init_command,
    schema_command,
    run_command,
    build_command,
    check_command,
    coverage_command,
    update_command,
    bind_command,
    messages_command,
    list_command,
):
    main.add_command(_command)
