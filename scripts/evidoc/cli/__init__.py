"""The ``evidoc`` command."""

from __future__ import annotations

import io
import os
import sys
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

import click

from evidoc.cli.findings import report
from evidoc.core.collector import resting
from evidoc.core.findings import EvidocError, Finding

_OPTIONAL = {
    **dict.fromkeys(("babel", "brotli", "fontTools", "mkdocs"), "site"),
    "distributed": "cluster",
}
"""Packages that not every project needs, and the extra that brings each."""


_MODULES = {
    **dict.fromkeys(("new", "init", "schema"), "begin"),
    **dict.fromkeys(("check", "coverage", "list"), "read"),
    **dict.fromkeys(("bind", "messages", "update"), "write"),
    **{name: name for name in ("build", "run")},
}
"""Commands and where each of them is."""


class _Command(click.Group):
    """Loads the command that is asked for; prints a user's mistakes as findings, no traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _MODULES:
            return None
        name = f"evidoc.cli.{_MODULES[cmd_name]}"
        with nullcontext() if name in sys.modules else resting():
            module = import_module(name)
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

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
