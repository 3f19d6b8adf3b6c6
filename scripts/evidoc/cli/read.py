"""Commands that change nothing: what is wrong, what is bound, which examples there are."""

from __future__ import annotations

import gc
import json
import sys

import click

from evidoc.checks.last_outcome import Checked, has_unrun, inputs_digest, recall, remember
from evidoc.checks.site_coverage import check_coverage, describe, rows
from evidoc.cli.findings import finish
from evidoc.cli.place import project_here, settings_here
from evidoc.core.collector import rest
from evidoc.core.findings import EvidocError, any_wrong, counted
from evidoc.core.formats import FORMATS
from evidoc.markdown.render_all import Rendered, check_all
from evidoc.project.config import Config
from evidoc.project.project import Project
from evidoc.project.requests import shown_on


@click.command("check")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How to report."
)
def check_command(form: str) -> None:
    """Report everything that is wrong, without running or changing anything.

    Numbers that differ from what was computed or are bound to nothing, stale or damaged
    records, unused examples, incomplete translations, malformed blocks, dead links. Each
    finding starts with file:line:column, without a column where none is known. As json each
    has a stable code, too; github reports beside the lines of a pull request. Ends with status 1
    if there are any.
    """
    rest()
    try:
        checked = _checked(settings_here())
    except EvidocError as error:
        checked = Checked(error.findings, "", unrun=True)
    finally:
        gc.enable()
    if form == "json":
        click.echo(FORMATS[form](checked.findings))
        sys.exit(1 if any_wrong(checked.findings) else 0)
    finish(checked.findings, form)
    warnings = counted(len(checked.findings), "warning") if checked.findings else "no findings"
    click.echo(f"{checked.summary}: {warnings}")


def _checked(config: Config) -> Checked:
    inputs = inputs_digest(config)
    checked = recall(config, inputs)
    if checked is None:
        checked = _check(Project(config))
        remember(config, inputs, checked)
    return checked


def _check(project: Project) -> Checked:
    findings = check_all(project)
    pages = list(project.all_pages)
    claims = sum(len(page.claims) for page in pages)
    formulas = sum(len(page.formulas) for page in pages)
    counts = [
        counted(len(pages), "page"),
        counted(len(project.snippets), "example"),
        counted(claims, "claim"),
        counted(formulas, "formula"),
    ]
    return Checked(findings, ", ".join(counts), has_unrun(project))


@click.command("coverage")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def coverage_command(form: str) -> None:
    """Report what binds the numbers that a reader sees, page by page, and what is excused.

    A number is bound by a claim or a formula, was printed by an example, stands as #> in its
    code, is declared as given on its page, or belongs to a name of the site's list. Ends with
    status 1 if any is bound to nothing on a page that asks for all.
    """
    project = project_here()
    rendered = Rendered(project)
    table = list(rows(project, rendered.accounts, rendered.documents))
    if form == "json":
        click.echo(json.dumps([row.as_json() for row in table], ensure_ascii=False, indent=1))
        return
    for line in describe(project, table):
        click.echo(line)
    finish(check_coverage(project, rendered.accounts))


@click.command("list")
def list_command() -> None:
    """List the examples, whether their records are fresh, and the pages that show them."""
    project = project_here()
    pages: dict[str, set[str]] = {}
    for sides in (*project.pages.values(), project.documents):
        for path, page in sides.items():
            for example in shown_on(page):
                pages.setdefault(example, set()).add(path)
    for example in project.snippets:
        states = (
            f"{each.code}: {_state(project, each.code, example)}" for each in project.languages
        )
        where = ", ".join(sorted(pages.get(example, ()))) or "on no page"
        click.echo(f"{example}  ({'; '.join(states)})  {where}")


def _state(project: Project, language: str, example: str) -> str:
    try:
        return project.stale(language, example) or "fresh"
    except EvidocError:
        return "translation incomplete"
