"""Blocks that show an example, held to what it produced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidoc.checks.unknown_example import unknown_example
from evidoc.core.findings import EvidocError, Finding, counted
from evidoc.core.model import ANIMATION
from evidoc.pages.page import ExampleUse
from evidoc.project.project import Project
from evidoc.records.record import Record


def check_example_block(
    project: Project, language: str, page: str, use: ExampleUse, is_strict: bool
) -> Iterator[Finding]:
    """Yield what is wrong with a block.

    Args:
        project: The project.
        language: The language of the page.
        page: The page as findings show it.
        use: The block.
        is_strict: Whether every figure has to have a text alternative.
    """
    for message, mend in _wrong(project, language, use, is_strict):
        yield Finding(page, use.line, message, mend, code="example-block")
    known = use.example in project.snippets
    record = project.records.usable(language, use.example) if known else None
    for figure in _stills(use, record) if record else ():
        message, mend = f"the figure {figure} {ANIMATION}", "say so in its caption"
        yield Finding(page, use.line, message, mend, code="example-block", is_warning=True)


def _wrong(
    project: Project, language: str, use: ExampleUse, is_strict: bool
) -> Iterator[tuple[str, str]]:
    if use.example not in project.snippets:
        yield unknown_example(project, use.example)
        return
    if "part" in use.options:
        program = project.snippets[use.example].program
        try:
            program.region(use.options["part"])
        except EvidocError as error:
            found = error.findings[0]
            yield found.message, "name one of them" if program.regions else found.mend
    if record := project.records.usable(language, use.example):
        if "output" in _demanded(use) and not record.output.strip():
            yield f"{use.example} prints nothing", "take output out of show:, or print something"
        yield from _wrong_figures(use, record, is_strict)
        yield from _wrong_value(use, record, is_strict)
        yield from _wrong_table(use, record)


def _demanded(use: ExampleUse) -> list[str]:
    """Return what a block says that it shows; without a word it shows what there is."""
    return use.options.get("show", "").split()


def _wrong_figures(use: ExampleUse, record: Record, is_strict: bool) -> Iterator[tuple[str, str]]:
    figures = chosen_figures(use, record)
    names = ", ".join(record.figures) or "none"
    if missing := [name for name in use.figures if name not in record.figures]:
        yield f"{use.example} draws no figure {missing[0]!r}", f"it draws {names}"
    elif "figure" in _demanded(use) and not record.figures:
        yield f"{use.example} draws no figure", "take figure out of show:"
    elif not figures and "figure" in use.shown and record.figures:
        yield f"{use.example} draws several figures", f"name them with figure: ({names})"
    elif is_strict and figures and "alt" not in use.options:
        yield f"the figure {figures[0]!r} has no text alternative", "add alt:"
    elif not figures and "alt" in use.options and not _is_picture(use, record):
        yield "alt: without a figure", "take it away, or show the figure"
    elif wrong := _texts_of_figures(use, figures):
        yield wrong, "write one for each figure, in their order, with | between them"
    for figure in figures:
        lost = record.unusable.get(f"figure {figure}")
        if lost and lost != ANIMATION:
            mend = f"mend {use.example}: draw what the page is to show"
            yield f"the figure {figure} {lost}", mend


def _texts_of_figures(use: ExampleUse, figures: Sequence[str]) -> str | None:
    """Return what is wrong if a block of several figures has not a text for each of them."""
    for option in ("alt", "caption"):
        texts = use.texts(option)
        if len(figures) > 1 and texts and len(texts) != len(figures):
            return f"{option}: has {counted(len(texts), 'text')} for {len(figures)} figures"
    return None


def _wrong_value(use: ExampleUse, record: Record, is_strict: bool) -> Iterator[tuple[str, str]]:
    value = use.options.get("value", "")
    if value in record.unusable:
        yield f"the value {value}: {record.unusable[value]}", f"mend {use.example}"
    elif value and value not in record.shown:
        yield f"the value {value} was not recorded yet", f"evidoc run {use.example}"
    elif is_strict and _is_picture(use, record) and "alt" not in use.options:
        yield f"the picture {value} has no text alternative", "add alt:"


def _is_picture(use: ExampleUse, record: Record) -> bool:
    return "file" in record.shown.get(use.options.get("value", ""), {})


def _wrong_table(use: ExampleUse, record: Record) -> Iterator[tuple[str, str]]:
    rows = use.options.get("data", "")
    if rows in record.unusable:
        yield f"the table {rows}: {record.unusable[rows]}", f"mend {use.example}"
    elif rows and rows not in record.tables:
        yield f"the table {rows} was not recorded yet", f"evidoc run {use.example}"


def _stills(use: ExampleUse, record: Record) -> list[str]:
    """Return the animations of which a block shows the first frame: a reader should know."""
    figures = chosen_figures(use, record)
    return [each for each in figures if record.unusable.get(f"figure {each}") == ANIMATION]


def chosen_figures(use: ExampleUse, record: Record) -> list[str]:
    """Return the names of the figures that a block shows: those that it names, or the only one."""
    if "figure" not in use.shown:
        return []
    if use.figures:
        return [name for name in use.figures if name in record.figures]
    return list(record.figures) if len(record.figures) == 1 else []
