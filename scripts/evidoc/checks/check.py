"""Everything that can be wrong, found by reading alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from evidoc.checks.catalogs import check_catalogs
from evidoc.checks.fences import judge_fence
from evidoc.checks.glossary import check_glossary
from evidoc.checks.labs import check_labs
from evidoc.checks.links import check_links
from evidoc.checks.parity import check_parity
from evidoc.checks.references import check_references
from evidoc.checks.seen import Place, Seen
from evidoc.checks.site_coverage import accounts_of, check_coverage
from evidoc.checks.totals import NAMES, TOTALS, values_of
from evidoc.checks.unknown_example import unknown_example
from evidoc.core.findings import EvidocError, Finding, coded, counted
from evidoc.core.model import ANIMATION, is_lab
from evidoc.core.words import has_words
from evidoc.examples.results import Result
from evidoc.formulas.judge import judge_latex
from evidoc.pages.claims import Binding, find_wrong, judge
from evidoc.pages.formula_blocks import FormulaUse
from evidoc.pages.page import Claim, ExampleUse, Page, Problem
from evidoc.project.evidence import old_evidence, unused_evidence, written_by_runs
from evidoc.project.project import Project
from evidoc.project.strictness import ALL
from evidoc.records.record import Record, RecordError, record_path


def check(project: Project, seen: Mapping[Place, Seen]) -> list[Finding]:
    """Return all findings of all languages, sorted by file and line.

    Args:
        project: The project.
        seen: What a reader sees of each page and lab; a page that is missing is not shown.
    """
    return sorted({*check_sources(project), *check_seen(project, seen)})


def check_sources(project: Project) -> Iterator[Finding]:
    """Yield what is wrong in what authors write and in what is recorded."""
    yield from project.unreadable
    yield from coded("file-missing", _one_sided_pages(project))
    yield from coded("file-missing", _missing_method(project))
    yield from coded("file-missing", _missing_folders(project))
    yield from coded("language-words", _without_words(project))
    yield from coded("translation", check_catalogs(project))
    yield from check_examples(project)
    for language, pages in project.pages.items():
        for path, page in pages.items():
            yield from check_page(project, language, path, page)
    yield from coded("result-wrong", check_results(project))
    yield from coded("references", check_references(project))


def check_seen(project: Project, seen: Mapping[Place, Seen]) -> Iterator[Finding]:
    """Yield what is wrong in what readers see; a page that is not in ``seen`` is not shown."""
    yield from coded("lab", check_labs(project, seen))
    for language in project.pages:
        yield from coded("link-dead", check_links(project, language, seen))
    yield from coded("number-unbound", check_coverage(project, accounts_of(project, seen)))
    yield from coded("languages-differ", check_parity(project, seen))
    yield from coded("glossary", check_glossary(project, seen))


def _one_sided_pages(project: Project) -> Iterator[Finding]:
    every = {path for pages in project.pages.values() for path in pages}
    for path in sorted(every):
        missing = [language for language, pages in project.pages.items() if path not in pages]
        present = next(language for language, pages in project.pages.items() if path in pages)
        for language in missing:
            expected = project.page_path(language, path)
            yield Finding(
                project.page_path(present, path),
                1,
                f"this page is missing in {language}",
                f"write {expected}",
            )


def _missing_method(project: Project) -> Iterator[Finding]:
    """Yield the languages without the page about the method that ``evidoc.toml`` names."""
    method = project.config.method
    for language, pages in project.pages.items():
        if method and method not in pages:
            path = project.page_path(language, method)
            yield Finding(
                project.config.file, 1, f"there is no {path}", "write it, or take method away"
            )


def _missing_folders(project: Project) -> Iterator[Finding]:
    """Yield the folders that the settings name and that are not there: nothing would be checked."""
    config = project.config
    named = [(each.docs, f"docs of {each.code}") for each in project.languages if each.has_pages]
    if config.snippets != config.root / "snippets":  # where they lie if nothing else is said
        named.append((config.snippets, "snippets"))
    lines = (config.root / config.file).read_text("utf-8").splitlines()
    for folder, key in named:
        if not folder.is_dir():
            name = config.relative(folder)
            line = next((n for n, line in enumerate(lines, 1) if f'"{name}"' in line), 1)
            yield Finding(
                config.file, line, f"{key}: there is no folder {name}", "correct the name"
            )


def _without_words(project: Project) -> Iterator[Finding]:
    """Yield the languages of which the engine does not know the number words."""
    if not (project.is_multilingual or project.config.coverage.is_asked_somewhere):
        return
    for language in project.languages:
        if not has_words(language.code):
            message = f"there is no table of words for {language.code}: a number that is written"
            mend = f"write evidoc/assets/languages/{language.code}.toml, after en.toml"
            yield Finding(project.config.file, 1, f"{message} as a word is not found", mend)


def check_examples(project: Project) -> Iterator[Finding]:
    """Yield unused examples, and records that are missing, damaged, stale or left over."""
    for name, snippet in project.snippets.items():
        path = project.config.relative(snippet.path)
        if project.config.coverage.default == ALL and (message := _unseen(project, name)):
            mend = f"show it with /// example | {name}, or delete it"
            yield Finding(path, 1, message, mend, code="example-unused")
            continue
        if not (_is_used(project, name) or record_path(project.config.evidence, name).exists()):
            continue
        if snippet.finding:
            yield snippet.finding
            continue
        for language in project.languages:
            try:
                reason = project.stale(language.code, name)
            except EvidocError as error:
                yield from error.findings
                continue
            if reason:
                stale = f"{reason} ({language.code})"
                mend = f"evidoc run {name}"
                yield Finding(path, snippet.line, stale, mend, code="record-stale")
            elif message := _unsteady(project, language.code, name):
                mend = "print what the object holds, not the object"
                yield Finding(path, snippet.line, message, mend, code="record-differs")
    yield from coded("evidence-left-over", _left_over(project))


_ADDRESS = re.compile(r"<[^<>\n]* at 0x[0-9a-fA-F]{6,}>")


def _unsteady(project: Project, language: str, example: str) -> str | None:
    """Return what is wrong if an example prints what no other run of it prints."""
    record = project.records.usable(language, example)
    found = _ADDRESS.search(record.output) if record else None
    return (
        f"prints the address of an object, another one with each run: {found[0]}" if found else None
    )


def _left_over(project: Project) -> Iterator[Finding]:
    """Yield the files among the evidence that belong to no example."""
    written = written_by_runs(project)
    for file in unused_evidence(project):
        name = project.config.relative(file)
        if file in written:
            yield Finding(name, 1, "belongs to no example", "evidoc run --prune")
        else:
            yield Finding(name, 1, "was written by no run", "move it out of this folder")
    for language in project.languages:
        for record in old_evidence(project, language.code).values():
            name = project.config.relative(record.files[0])
            yield Finding(name, 1, "lies where former versions kept records", "evidoc run")


def _is_used(project: Project, example: str) -> bool:
    return _unseen(project, example) is None or any(
        example in settings.uses for settings in project.settings.values()
    )


def _unseen(project: Project, example: str) -> str | None:
    """Return what is wrong if readers cannot see an example or at least a value of it."""
    if example in project.shown or is_lab(example):
        return None
    for user, settings in project.settings.items():
        if example in settings.uses:
            return f"no page shows this example, and {user} uses what it keeps"
    return None if example in project.requests else "no page uses this example"


def check_results(project: Project) -> Iterator[Finding]:
    """Yield the results in examples (``#>``) that are not what was recorded."""
    for name, snippet in project.snippets.items():
        try:
            results = snippet.program.results
        except EvidocError:
            continue  # the example cannot run, which is a finding
        path = project.config.relative(snippet.path)
        for result in results:
            for language in project.languages:
                if found := judge_result(project, language.code, name, result):
                    yield Finding(path, result.line, *found)
                    break


def judge_result(
    project: Project, language: str, example: str, result: Result
) -> tuple[str, str] | None:
    """Return what is wrong with a result and how to mend it, or None if it is true."""
    record = project.records.usable(language, example)
    if record is None:
        return None
    if result.key not in record.values:
        return (
            f"the result {result.key.removeprefix('#> ')} was not recorded yet",
            f"evidoc run {example}",
        )
    wrong = judge(result.text, binding_of(result), record.values, project.config.names)
    return (wrong, "evidoc update") if wrong else None


def binding_of(result: Result) -> Binding:
    """Return a result as what a claim is bound to."""
    return Binding(example=None, elements=(result.key,), source=result.key.removeprefix("#> "))


def check_page(project: Project, language: str, path: str, page: Page) -> Iterator[Finding]:
    """Yield what is wrong on one page."""
    name = project.page_path(language, path)
    is_strict = project.is_strict(language, path)
    for problem in page.problems:
        if is_strict or not problem.if_strict:
            yield Finding(name, problem.line, problem.message, problem.mend, code="page-syntax")
    if project.is_multilingual:
        yield from coded("heading-id", _headings_without_id(name, page))
    for use in page.examples:
        for message, mend in _check_use(project, language, use, is_strict):
            yield Finding(name, use.line, message, mend, code="example-block")
        yield from _stills(project, language, name, use)
    yield from check_claims(project, language, name, page)
    yield from check_fences(project, language, name, page)
    for formula in page.formulas:
        if wrong := judge_formula(project, language, page, formula):
            yield Finding(name, wrong.line, wrong.message, wrong.mend, code="formula-wrong")


def check_claims(project: Project, language: str, name: str, page: Page) -> Iterator[Finding]:
    """Yield the claims of a page or document that are not true."""
    for claim in page.claims:
        if found := judge_claim(project, language, claim):
            line, column = _place(project, language, page, claim)
            yield Finding(name, line, *found, column, "claim-wrong")


def _place(project: Project, language: str, page: Page, claim: Claim) -> tuple[int, int]:
    """Return the line and the column of the first number that is wrong; of a block its line."""
    if claim.is_block:
        return claim.line, 0
    names = project.config.names
    at = claim.end if claim.is_comment else claim.start
    with suppress(RecordError, KeyError):  # there is no such value
        values = values_of(project, language, claim)
        at, text = claim.bound_text(values, names)
        if wrong := find_wrong(text, claim.binding, values, names):
            at += wrong[1]
    return page.source.line(at), page.source.column(at)


def check_fences(project: Project, language: str, name: str, page: Page) -> Iterator[Finding]:
    """Yield the bound blocks of a page or document that differ from what they repeat."""
    for fence in page.fences:
        if found := judge_fence(project, language, fence):
            yield Finding(name, fence.line, *found, code="fence-differs")


def _headings_without_id(name: str, page: Page) -> Iterator[Finding]:
    for heading in page.headings:
        if not heading.id:
            message = f"heading {heading.text!r} has no id"
            yield Finding(name, heading.line, message, "add {#id}, the same in every language")


def judge_claim(project: Project, language: str, claim: Claim) -> tuple[str, str] | None:
    """Return what is wrong with a claim and how to mend it, or None if it is true.

    A record for other inputs still judges what it holds: its staleness is a finding of its own.
    """
    if claim.example != TOTALS and claim.example not in project.snippets:
        return unknown_example(project, claim.example)
    try:
        values = values_of(project, language, claim)
    except RecordError:
        return None
    unknown = [element for element in claim.binding.elements if element not in values]
    if unknown and (reason := unusable(project, language, claim.example).get(unknown[0])):
        return f"{unknown[0]}: {reason}", f"bind a number, or mend {claim.example}"
    if unknown and claim.example == TOTALS:
        return f"there is no total {unknown[0]}", f"known are {', '.join(NAMES)}"
    if unknown:
        return f"{unknown[0]} was not computed yet", f"evidoc run {claim.example}"
    names = project.config.names
    message = judge(claim.bound_text(values, names)[1], claim.binding, values, names)
    return (message, "evidoc update") if message else None


def judge_formula(project: Project, language: str, page: Page, use: FormulaUse) -> Problem | None:
    """Return what is wrong with a formula, or None if it is true or mere notation."""
    if use.binding is None:
        return None
    if use.example not in project.snippets:
        return Problem(use.line, *unknown_example(project, use.example))
    record = project.records.usable(language, use.example)
    if record is None:
        return None
    grid = use.binding.grid
    if grid.key not in record.formulas:
        message = f"{grid.call} was not computed yet"
        return Problem(use.line, message, f"evidoc run {use.example}")
    wrong = judge_latex(use.formula.latex, use.binding, record.formulas[grid.key])
    if wrong is None:
        return None
    at = use.formula.start + wrong.offset
    message = f"the formula, from column {page.source.column(at)}: {wrong.message}"
    return Problem(page.source.line(at), message, "mend the formula or its function")


def _check_use(
    project: Project, language: str, use: ExampleUse, is_strict: bool
) -> Iterator[tuple[str, str]]:
    if use.example not in project.snippets:
        yield unknown_example(project, use.example)
        return
    if "part" in use.options:
        try:
            project.snippets[use.example].program.region(use.options["part"])
        except EvidocError as error:
            yield error.findings[0].message, "name one of them"
    record = project.records.usable(language, use.example)
    if record is not None:
        yield from check_shown(use, record, is_strict)


def check_shown(use: ExampleUse, record: Record, is_strict: bool) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the output and the figures that a block asks for.

    Args:
        use: The block.
        record: What its example produced.
        is_strict: Whether every figure has to have a text alternative.
    """
    explicit = use.options.get("show", "").split()
    if "output" in explicit and not record.output.strip():
        yield f"{use.example} prints nothing", "take output out of show:, or print something"
    figures = chosen_figures(use, record)
    value = use.options.get("value", "")
    picture = "file" in record.shown.get(value, {})
    names = ", ".join(record.figures) or "none"
    if missing := [name for name in use.figures if name not in record.figures]:
        yield f"{use.example} draws no figure {missing[0]!r}", f"it draws {names}"
    elif "figure" in explicit and not record.figures:
        yield f"{use.example} draws no figure", "take figure out of show:"
    elif not figures and "figure" in use.shown and record.figures:
        yield f"{use.example} draws several figures", f"name them with figure: ({names})"
    elif is_strict and figures and "alt" not in use.options:
        yield f"the figure {figures[0]!r} has no text alternative", "add alt:"
    elif not figures and "alt" in use.options and not picture:
        yield "alt: without a figure", "take it away, or show the figure"
    elif wrong := _texts_of_figures(use, figures):
        yield wrong, "write one for each figure, in their order, with | between them"
    for figure in figures:
        lost = record.unusable.get(f"figure {figure}")
        if lost and lost != ANIMATION:
            mend = f"mend {use.example}: draw what the page is to show"
            yield f"the figure {figure} {lost}", mend
    if value in record.unusable:
        yield f"the value {value}: {record.unusable[value]}", f"mend {use.example}"
    elif value and value not in record.shown:
        yield f"the value {value} was not recorded yet", f"evidoc run {use.example}"
    elif is_strict and picture and "alt" not in use.options:
        yield f"the picture {value} has no text alternative", "add alt:"
    rows = use.options.get("data", "")
    if rows in record.unusable:
        yield f"the table {rows}: {record.unusable[rows]}", f"mend {use.example}"
    elif rows and rows not in record.tables:
        yield f"the table {rows} was not recorded yet", f"evidoc run {use.example}"


def _stills(project: Project, language: str, page: str, use: ExampleUse) -> Iterator[Finding]:
    """Yield the animations of which a block shows the first frame: a reader should know."""
    record = (
        project.records.usable(language, use.example) if use.example in project.snippets else None
    )
    for figure in chosen_figures(use, record) if record else ():
        if record and record.unusable.get(f"figure {figure}") == ANIMATION:
            message, mend = f"the figure {figure} {ANIMATION}", "say so in its caption"
            yield Finding(page, use.line, message, mend, code="example-block", is_warning=True)


def _texts_of_figures(use: ExampleUse, figures: Sequence[str]) -> str | None:
    """Return what is wrong if a block of several figures has not a text for each of them."""
    for option in ("alt", "caption"):
        texts = use.texts(option)
        if len(figures) > 1 and texts and len(texts) != len(figures):
            return f"{option}: has {counted(len(texts), 'text')} for {len(figures)} figures"
    return None


def chosen_figures(use: ExampleUse, record: Record) -> list[str]:
    """Return the names of the figures that a block shows: those that it names, or the only one."""
    if "figure" not in use.shown:
        return []
    if use.figures:
        return [name for name in use.figures if name in record.figures]
    return list(record.figures) if len(record.figures) == 1 else []


def unusable(project: Project, language: str, example: str) -> Mapping[str, str]:
    """Return what pages ask of an example and it could not give, each with the reason."""
    record = project.records.usable(language, example) if example != TOTALS else None
    return record.unusable if record else {}
