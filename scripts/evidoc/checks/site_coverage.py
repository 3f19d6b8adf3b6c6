"""What binds the numbers of every page, in every language: the whole site's ``coverage``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidoc.checks.coverage import Account, account, count_bound, count_numbers
from evidoc.checks.given_agreement import disagreement
from evidoc.checks.given_results import check_given_results
from evidoc.checks.hand_typed import check_hand_typed, comment_numbers
from evidoc.checks.seen import Place, Seen
from evidoc.checks.site_texts import check_site_texts
from evidoc.core.findings import Finding, coded
from evidoc.pages.page import Page
from evidoc.project.evidence import files_of_authors
from evidoc.project.project import Project
from evidoc.project.strictness import ALL, BOUND

KINDS = ("claim", "formula", "output", "comment", "given", "name")


Accounts = Mapping[Place, Account]
"""The account of every page of a project that is rendered."""


def accounts_of(project: Project, seen: Mapping[Place, Seen]) -> Accounts:
    """Account for the numbers of all pages.

    Args:
        project: The project.
        seen: What a reader sees of each page.
    """
    return {
        (language, path): account_of(project, (language, path), seen[language, path])
        for language, pages in project.pages.items()
        for path in pages
        if (language, path) in seen
    }


def account_of(project: Project, place: Place, seen: Seen) -> Account:
    """Account for the numbers of a page of which a reader sees ``seen``."""
    language, path = place
    page, included = project.pages[language][path], project.included(language, path)
    return account(page, seen, tuple(project.config.names), included)


def check_coverage(project: Project, accounts: Accounts) -> Iterator[Finding]:
    """Yield every number that is bound to nothing, on the pages where each has to be.

    A claim that reads otherwise with what stands beside it is wrong on any page.
    """
    strict = {place: one for place, one in accounts.items() if project.is_strict(*place)}
    for (language, path), one in accounts.items():
        name, page = project.page_path(language, path), project.pages[language][path]
        for problem in one.misread:
            yield Finding(name, problem.line, problem.message, problem.mend, code="claim-wrong")
        if (language, path) in strict:
            for problem in (*one.problems, *check_given_results(project, page, one.given)):
                if problem not in one.misread:
                    yield Finding(name, problem.line, problem.message, problem.mend)
    yield from coded("given-differs", _disagreements(project, strict))
    yield from check_hand_typed(project)
    if project.config.coverage.default == ALL:
        yield from check_site_texts(project)


def _disagreements(project: Project, accounts: Accounts) -> Iterator[Finding]:
    for path in sorted({path for _, path in accounts}):
        sides = {
            language: accounts[language, path]
            for language in project.pages
            if (language, path) in accounts
        }
        for language, message in disagreement(sides):
            mend = "declare the same numbers in every language"
            yield Finding(project.page_path(language, path), 1, message, mend)


def counts(project: Project, language: str, page: Page) -> Counter[str]:
    """Return how many numbers that a reader of a page sees are bound by what."""
    result = count_bound(page, tuple(project.config.names))
    for use in page.examples:
        snippet = project.snippets.get(use.example)
        if snippet is None or snippet.finding:
            continue
        names = tuple(project.config.names)
        if "code" in use.shown:
            result["comment"] += comment_numbers(project.programs.texts(use.example), names)
            results = snippet.program.results
            result["comment"] += sum(count_numbers(each.text, names) for each in results)
        record = project.records.usable(language, use.example)
        if record and "output" in use.shown:
            result["output"] += count_numbers(record.output, names)
    return result


@dataclass(frozen=True)
class Row:
    """A page or a document, what binds how many of its numbers, and its account."""

    name: str
    page: Page
    coverage: str
    bound: Counter[str]
    account: Account

    def as_json(self) -> dict[str, object]:
        """Return it for programs."""
        unbound = [{"line": each.line, "message": each.message} for each in self.account.problems]
        counted = {kind: self.bound[kind] for kind in KINDS}
        return {"file": self.name, "coverage": self.coverage, **counted, "unbound": unbound}


def rows(project: Project, accounts: Accounts, documents: Mapping[str, Seen]) -> Iterator[Row]:
    """Yield a row for every page and document.

    Args:
        project: The project.
        accounts: The accounts of the pages.
        documents: What a reader sees of each document.
    """
    for (language, path), one in accounts.items():
        name, page = project.page_path(language, path), project.pages[language][path]
        mode = ALL if project.is_strict(language, path) else BOUND
        yield Row(name, page, mode, _counts(project, language, page, one), one)
    language = project.config.source_language
    for path, seen in documents.items():
        page = project.documents[path]
        one = account(page, seen, tuple(project.config.names))
        mode = ALL if path in project.strict_documents else BOUND
        yield Row(path, page, mode, _counts(project, language, page, one), one)


def _counts(project: Project, language: str, page: Page, one: Account) -> Counter[str]:
    bound = counts(project, language, page)
    bound["name"] = one.counts["name"]
    bound["unbound"] = one.unbound
    return bound


def describe(project: Project, rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of a report: a table of all pages, then everything that is excused."""
    width = max((len(row.name) for row in rows), default=0)
    total: Counter[str] = Counter()
    yield " ".join([" " * width, *(f"{kind:>8}" for kind in (*KINDS, "unbound"))])
    for row in rows:
        total += row.bound
        yield _line(row.name, row.bound, width)
    yield _line("all pages", total, width)
    yield ""
    for row in rows:
        for given in row.account.given:
            yield f"{row.name}:{given.line}: given {given.count} × {given.text!r}"
        for use in row.page.formulas:
            if use.notation:
                latex = " ".join(use.formula.latex.split())
                yield f"{row.name}:{use.line}: notation {latex:.60}: {use.notation}"
        if forms := row.account.forms:
            said = ", ".join(f"{times} × {text}" for text, times in sorted(forms.items()))
            yield f"{row.name}:1: names by their form: {said}"
    for path in files_of_authors(project):
        yield f"{project.config.relative(path)}:1: made by no example, so no check reads it"
    for text, reason in project.config.names.items():
        times = sum(row.account.names[text] for row in rows)
        yield f"{project.config.file}: name {times} × {text!r}: {reason}"


def _line(name: str, bound: Counter[str], width: int) -> str:
    return " ".join([f"{name:<{width}}", *(f"{bound[kind]:>8}" for kind in (*KINDS, "unbound"))])
