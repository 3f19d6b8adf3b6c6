"""The ``evidoc`` command."""

from __future__ import annotations

import gc
import json
import os
import shlex
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from evidoc.checks.last_outcome import Checked, inputs_digest, is_clean, recall, remember
from evidoc.checks.site_coverage import accounts_of, check_coverage
from evidoc.checks.site_coverage import describe as describe_coverage
from evidoc.checks.site_coverage import rows as rows_of
from evidoc.checks.update import describe, update
from evidoc.core.findings import EvidocError, Finding, any_wrong, counted
from evidoc.core.formats import FORMATS
from evidoc.core.model import Outcome
from evidoc.markdown.render_all import Rendered, check_all
from evidoc.project.config import Config, find_root, load_config
from evidoc.project.evidence import prune
from evidoc.project.init import init
from evidoc.project.project import Project
from evidoc.project.schema import pyproject_schema, settings_schema
from evidoc.running.binding import bind, unbound_numbers
from evidoc.running.cluster import executor_of
from evidoc.running.report import junit as junit_xml
from evidoc.running.report import profile, summary
from evidoc.running.run import Options, Report, run
from evidoc.running.tasks import Task

_OPTIONAL = {
    **dict.fromkeys(("babel", "brotli", "fontTools", "mkdocs"), "site"),
    "distributed": "cluster",
}
"""Packages that not every project needs, and the extra that brings each."""


class _Command(click.Group):
    """Prints a user's mistakes as findings, never as a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except EvidocError as error:
            _report(error.findings)
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
            _report([Finding(_shown(error.filename), 1, message, "mend that, then try again")])
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


@main.command("new")
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


@main.command("init")
def init_command() -> None:
    """Add the engine to the MkDocs site, or to the repository with a README, that is here.

    Writes evidoc.toml, names the plugin and the Markdown extension in mkdocs.yml where there is
    one, and changes nothing else. Nothing is asked of a page before it binds something.
    """
    for done in init(Path.cwd()):
        click.echo(done)
    click.echo("next: write snippets/topic/name.py, bind a number to it, evidoc run, evidoc check")


@main.command("schema")
@click.option("--pyproject", is_flag=True, help="Of [tool.evidoc] in pyproject.toml.")
def schema_command(pyproject: bool) -> None:
    """Write the JSON schema of the settings, by which editors complete and check them.

    `evidoc schema > evidoc.schema.json`, and `#:schema ./evidoc.schema.json` as the first line
    of evidoc.toml.
    """
    schema = pyproject_schema() if pyproject else settings_schema()
    click.echo(json.dumps(schema, indent=1))


@main.command("run")
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

    An example is named as topic/name, or topic for all of a topic; labs are examples of the
    topic labs. What a stale example uses runs before it. A record is written only when what
    came out differs from it, by more than the example's tolerance.
    """
    config = load_config(find_root(Path.cwd()))
    if not (examples or everything or language or prune_unused) and is_clean(config):
        _finish_run(Report(), 0.0, profiled, junit)
        return
    project = Project(config)
    languages = _languages(project, language)
    named = _named(project, examples)
    options = Options(everything=everything or bool(examples), workers=workers or os.cpu_count())
    begin = time.monotonic()
    with executor_of(cluster) as executor:
        options = replace(options, executor=executor)
        report = _run_with_progress(project.config, named, languages, options)
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
    _finish(report.findings)


@main.command("build")
def build_command() -> None:
    """Build the site in all its languages, strictly: print what is wrong, and a line at the end.

    Runs nothing. Does what mkdocs build --strict does, and keeps to itself what other tools note.
    """
    from evidoc.site.quiet import build_quietly

    begin = time.monotonic()
    config = load_config(find_root(Path.cwd()))
    first = next(iter(config.languages.values()))
    if not first.mkdocs.is_file():
        name = config.relative(first.mkdocs)
        mend = "evidoc new DIR writes a site"
        raise EvidocError([Finding(name, 1, "is not there, and says how to build the site", mend)])
    site, wrong = build_quietly(first.mkdocs, click.echo)
    if wrong:
        click.echo(counted(wrong, "finding"), err=True)
        sys.exit(1)
    click.echo(f"built {site}/ in {time.monotonic() - begin:.1f} s: no findings")


@main.command("check")
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
    try:
        checked = _checked(load_config(find_root(Path.cwd())))
    except EvidocError as error:
        checked = Checked(error.findings, "")
    if form == "json":
        click.echo(FORMATS[form](checked.findings))
        sys.exit(1 if any_wrong(checked.findings) else 0)
    _finish(checked.findings, form)
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
    gc.disable()  # most of what a check makes lives to its end; collecting took a tenth of it
    try:
        findings = check_all(project)
    finally:
        gc.enable()
    pages = [page for pages in project.pages.values() for page in pages.values()]
    pages += project.documents.values()
    claims = sum(len(page.claims) for page in pages)
    formulas = sum(len(page.formulas) for page in pages)
    counts = [
        counted(len(pages), "page"),
        counted(len(project.snippets), "example"),
        counted(claims, "claim"),
        counted(formulas, "formula"),
    ]
    return Checked(findings, ", ".join(counts))


@main.command("coverage")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def coverage_command(form: str) -> None:
    """Report what binds the numbers that a reader sees, page by page, and what is excused.

    A number is bound by a claim or a formula, was printed by an example, stands as #> in its
    code, is declared as given on its page, or belongs to a name of the site's list. Ends with
    status 1 if any is bound to nothing on a page that asks for all.
    """
    project = _project()
    rendered = Rendered(project)
    accounts = accounts_of(project, rendered.seen)
    rows = list(rows_of(project, accounts, rendered.documents))
    if form == "json":
        table = [row.as_json() for row in rows]
        click.echo(json.dumps(table, ensure_ascii=False, indent=1))
        return
    for line in describe_coverage(project, rows):
        click.echo(line)
    _finish(check_coverage(project, accounts))


@main.command("update")
def update_command() -> None:
    """Rewrite the numbers in pages and #> comments to what was computed; nothing else.

    Prints each change. Words, powers and relations are left to you, and so is everything
    that belongs to a stale record.
    """
    changes, refused = update(_project())
    for line in describe(changes):
        click.echo(line)
    click.echo(f"{len(changes)} updated")
    _finish(refused)


@main.command("bind")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--write", is_flag=True, help="Bind the numbers that one variable alone shows.")
def bind_command(file: Path, write: bool) -> None:
    """List the numbers of a page or document that nothing binds, with what could bind them.

    Runs the examples that the file uses, or all if it uses none, and names for each number the
    variables that read the same at its precision.
    """
    path = Path.cwd() / file
    if write:
        for each in bind(_project(), path):
            click.echo(f"{file}:{each.line}:{each.column}: {each.text} is {each.names[0]}")
        click.echo("next: evidoc run, for the record of what is bound now")
        return
    for each in unbound_numbers(_project(), path):
        names = ", or ".join(each.names) or "no variable shows it"
        click.echo(f"{file}:{each.line}:{each.column}: {each.text}: {names}")


@main.command("messages")
def messages_command() -> None:
    """Extract the translatable text of the examples and merge it into snippets/*/LANG.po.

    New messages are added empty, changed ones are marked fuzzy, and those that no example
    has any longer are kept as obsolete.
    """
    from evidoc.translation.messages import update_catalogs

    project = _project()
    if broken := [each.finding for each in project.snippets.values() if each.finding]:
        raise EvidocError(broken)
    for language in project.languages:
        if language.code != project.config.source_language:
            folder, root = project.config.snippets, project.config.root
            translated = [each for each in project.snippets.values() if not each.in_page]
            for updated in update_catalogs(translated, folder, language.code, root):
                click.echo(str(updated))


@main.command("list")
def list_command() -> None:
    """List the examples, whether their records are fresh, and the pages that show them."""
    project = _project()
    pages: dict[str, set[str]] = {}
    for sides in (*project.pages.values(), project.documents):
        for path, page in sides.items():
            for name in (*(use.example for use in page.examples), *(e.name for e in page.written)):
                pages.setdefault(name, set()).add(path)
    for example in project.snippets:
        states = []
        for language in project.languages:
            try:
                states.append(
                    f"{language.code}: {project.stale(language.code, example) or 'fresh'}"
                )
            except EvidocError:
                states.append(f"{language.code}: translation incomplete")
        where = ", ".join(sorted(pages.get(example, ()))) or "on no page"
        click.echo(f"{example}  ({'; '.join(states)})  {where}")


def _project() -> Project:
    return Project(load_config(find_root(Path.cwd())))


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
        known = [each for each in project.snippets if each == name or each.startswith(f"{name}/")]
        if not known:
            raise EvidocError(
                [Finding(f"snippets/{name}.py", 1, f"there is no example {name}", "evidoc list")]
            )
        named += known
    return named or list(project.snippets)


def _run_with_progress(
    config: Config, examples: list[str], languages: list[str], options: Options
) -> Report:
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        examples_bar = bar.add_task("examples", total=0)

        def starting(tasks: list[Task]) -> None:
            bar.update(examples_bar, total=(bar.tasks[0].total or 0) + len(tasks))

        def progress(task: Task, outcome: Outcome) -> None:
            bar.advance(examples_bar)
            if not console.is_terminal:
                state = "failed" if outcome.failure else "ran"
                name = f"{task.job.example} ({task.languages})"
                click.echo(f"{state} {name} in {outcome.seconds:.1f} s", err=True)

        options = replace(options, starting=starting, progress=progress)
        return run(config, examples, languages, options)


def _report(findings: Iterable[Finding], form: str = "text") -> None:
    if findings := sorted(set(findings)):
        click.echo(FORMATS[form](findings))


def _finish(findings: Iterable[Finding], form: str = "text") -> None:
    findings = sorted(set(findings))
    _report(findings, form)
    if any_wrong(findings):
        click.echo(counted(len(findings), "finding"), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
