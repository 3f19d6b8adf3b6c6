"""Commands that rewrite what authors wrote: numbers, claims, catalogs of translations."""

from __future__ import annotations

import os
from pathlib import Path

import click

from evidoc.checks.update import describe, update
from evidoc.cli.findings import finish
from evidoc.cli.place import project_here
from evidoc.core.findings import EvidocError
from evidoc.running.binding import bind, unbound_numbers


@click.command("update")
def update_command() -> None:
    """Rewrite the numbers in pages and #> comments to what was computed; nothing else.

    Prints each change. Words, powers and relations are left to you, and so is everything
    that belongs to a stale record.
    """
    changes, refused = update(project_here())
    for line in describe(changes):
        click.echo(line)
    click.echo(f"{len(changes)} updated")
    finish(refused)


@click.command("bind")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--write", is_flag=True, help="Bind the numbers that one variable alone shows.")
def bind_command(file: Path, write: bool) -> None:
    """List the numbers of a page or document that nothing binds, with what could bind them.

    Runs the examples that the file uses, or all if it uses none, and names for each number the
    variables that read the same at its precision.
    """
    path = Path(os.path.normpath(Path.cwd() / file))
    if write:
        for each in bind(project_here(), path):
            click.echo(f"{file}:{each.line}:{each.column}: {each.text} is {each.names[0]}")
        click.echo("next: evidoc run, for the record of what is bound now")
        return
    for each in unbound_numbers(project_here(), path):
        names = ", or ".join(each.names) or "no variable shows it"
        click.echo(f"{file}:{each.line}:{each.column}: {each.text}: {names}")


@click.command("messages")
def messages_command() -> None:
    """Extract the translatable text of the examples and merge it into snippets/*/LANG.po.

    New messages are added empty, changed ones are marked fuzzy, and those that no example
    has any longer are kept as obsolete.
    """
    from evidoc.translation.messages import update_catalogs

    project = project_here()
    if broken := [each.finding for each in project.snippets.values() if each.finding]:
        raise EvidocError(broken)
    for language in project.languages:
        if language.code != project.config.source_language:
            folder, root = project.config.snippets, project.config.root
            translated = [each for each in project.snippets.values() if not each.in_page]
            for updated in update_catalogs(translated, folder, language.code, root):
                click.echo(str(updated))
