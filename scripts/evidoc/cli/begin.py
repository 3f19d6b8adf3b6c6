"""Commands that begin a project: a new one, or the engine beside what is there."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import click

from evidoc.project.init import init
from evidoc.project.schema import pyproject_schema, settings_schema


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--lang",
    "languages",
    type=click.Choice(["en", "ko,en"]),
    default="en",
    help="The languages of its pages, the first one at the root of the site.",
)
def new_command(folder: Path, languages: str) -> None:
    """Write a small site into a new folder: a page, an example, its figure, tests and CI."""
    from evidoc.site.new import new_site

    for name in new_site(folder, languages.split(",")):
        click.echo(f"wrote {folder / name}")
    click.echo(f"next: cd {shlex.quote(str(folder))} && evidoc run && mkdocs serve")


@click.command("init")
def init_command() -> None:
    """Add the engine to the MkDocs site, or to the repository with a README, that is here.

    Writes evidoc.toml, names the plugin and the Markdown extension in mkdocs.yml where there is
    one, and changes nothing else. Nothing is asked of a page before it binds something.
    """
    for done in init(Path.cwd()):
        click.echo(done)
    click.echo("next: write snippets/topic/name.py, bind a number to it, evidoc run, evidoc check")


@click.command("schema")
@click.option("--pyproject", is_flag=True, help="Of [tool.evidoc] in pyproject.toml.")
def schema_command(pyproject: bool) -> None:
    """Write the JSON schema of the settings, by which editors complete and check them.

    `evidoc schema > evidoc.schema.json`, and `#:schema ./evidoc.schema.json` as the first line
    of evidoc.toml.
    """
    schema = pyproject_schema() if pyproject else settings_schema()
    click.echo(json.dumps(schema, indent=1))
