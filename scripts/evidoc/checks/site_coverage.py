"""What binds the numbers of every page, in every language: the whole site's ``coverage``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from evidoc.checks.coverage import Account, account, disagreement
from evidoc.checks.given_results import check_given_results
from evidoc.checks.hand_typed import check_hand_typed, comment_numbers
from evidoc.checks.site_texts import check_site_texts
from evidoc.core.findings import Finding
from evidoc.pages.numerals import NumeralError, numbers_in
from evidoc.pages.page import Page
from evidoc.project.evidence import files_of_authors
from evidoc.project.project import Project
from evidoc.records.record import RecordError

KINDS = ("claim", "formula", "output", "comment", "given", "name")


def check_coverage(project: Project) -> Iterator[Finding]:
    """Yield every number of the site that is bound to nothing."""
    for language, pages in project.pages.items():
        for path, page in pages.items():
            own = account_of(project, page)
            for problem in (*own.problems, *check_given_results(project, page, own.given)):
                name = project.page_path(language, path)
                yield Finding(name, problem.line, problem.message, problem.mend)
    yield from _disagreements(project)
    yield from check_hand_typed(project)
    yield from check_site_texts(project)


def account_of(project: Project, page: Page) -> Account:
    """Return the account of a page of the project."""
    return _account(page, tuple(project.config.names))


@lru_cache(maxsize=512)
def _account(page: Page, names: tuple[str, ...]) -> Account:
    return account(page, names)


def _disagreements(project: Project) -> Iterator[Finding]:
    every = {path for pages in project.pages.values() for path in pages}
    for path in sorted(every):
        accounts = {
            language: account_of(project, pages[path])
            for language, pages in project.pages.items()
            if path in pages
        }
        for language, message in disagreement(accounts):
            mend = "declare the same numbers in every language"
            yield Finding(project.page_path(language, path), 1, message, mend)


def counts(project: Project, language: str, page: Page) -> Counter[str]:
    """Return how many numbers that a reader of a page sees are bound by what."""
    result = Counter(account_of(project, page).counts)
    for use in page.examples:
        snippet = project.snippets.get(use.example)
        if snippet is None or snippet.finding:
            continue
        names = tuple(project.config.names)
        if "code" in use.shown:
            result["comment"] += comment_numbers(project.texts(use.example), names)
            results = snippet.program.results
            result["comment"] += sum(_count(each.text, names) for each in results)
        try:
            record = project.record(language, use.example)
        except RecordError:
            continue
        if "output" in use.shown:
            result["output"] += _count(record.output, names)
    return result


def _count(text: str, names: tuple[str, ...]) -> int:
    try:
        return len(numbers_in(text, names))
    except NumeralError:
        return 0


def describe(project: Project) -> Iterator[str]:
    """Yield the lines of a report: a table of all pages, then everything that is excused."""
    rows = [
        (project.page_path(language, path), counts(project, language, page), page)
        for language, pages in project.pages.items()
        for path, page in pages.items()
    ]
    width = max((len(name) for name, _, _ in rows), default=0)
    total: Counter[str] = Counter()
    yield " ".join([" " * width, *(f"{kind:>8}" for kind in (*KINDS, "unbound"))])
    for name, bound, page in rows:
        bound["unbound"] = account_of(project, page).unbound
        total += bound
        yield _row(name, bound, width)
    yield _row("all pages", total, width)
    yield ""
    for name, _, page in rows:
        for given in account_of(project, page).given:
            yield f"{name}:{given.line}: given {given.count} × {given.text!r}"
        for use in page.formulas:
            if use.notation:
                latex = " ".join(use.formula.latex.split())
                yield f"{name}:{use.line}: notation {latex:.60}: {use.notation}"
        if forms := account_of(project, page).forms:
            said = ", ".join(f"{times} × {text}" for text, times in sorted(forms.items()))
            yield f"{name}:1: names by their form: {said}"
    for path in files_of_authors(project):
        yield f"{project.config.relative(path)}:1: made by no example, so no check reads it"
    for text, reason in project.config.names.items():
        times = sum(account_of(project, page).names[text] for _, _, page in rows)
        yield f"evidoc.toml: name {times} × {text!r}: {reason}"


def _row(name: str, bound: Counter[str], width: int) -> str:
    return " ".join([f"{name:<{width}}", *(f"{bound[kind]:>8}" for kind in (*KINDS, "unbound"))])
