"""Every number of a page's source that a reader sees, and of what it declares, changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import groupby, pairwise
from multiprocessing import get_context

from evidoc.checks.claims import judge_claim
from evidoc.checks.coverage import account
from evidoc.checks.formulas import judge_formula
from evidoc.checks.given_agreement import disagreement
from evidoc.checks.ordinals import find_ordinals, ordinals_of_headings
from evidoc.checks.pages import check_page
from evidoc.checks.seen import Seen
from evidoc.checks.site_coverage import Accounts
from evidoc.markdown.render_all import Rendered
from evidoc.pages.claims import numerals_of
from evidoc.pages.markup import FRONT_MATTER, hide
from evidoc.pages.numerals import Numeral, read_plain, read_ratio_words
from evidoc.pages.page import Page
from evidoc.pages.scan import scan
from evidoc.project.project import Project
from mutants.mutant import Mutant, Verdict
from mutants.numbers import variants


def page_mutants(project: Project) -> Iterator[Mutant]:
    """Yield the mutants of all pages in all languages."""
    rendered = _site(project).rendered
    for language, pages in project.pages.items():
        for path, page in pages.items():
            name = project.page_path(language, path)
            seen = rendered.seen[language, path]
            names, is_strict = tuple(project.config.names), project.is_strict(language, path)
            for start, end, texts in _places(page, seen, names, is_strict):
                before = page.source.text[start:end]
                for after in texts:
                    yield Mutant(name, page.source.line(start), before, after, start)


def _places(
    page: Page, seen: Seen, names: Sequence[str], is_strict: bool
) -> Iterator[tuple[int, int, list[str]]]:
    """Yield where a number stands that is checked, and what to put there."""
    free = _free(page, seen, names) if is_strict else ()
    found = sorted([*_claimed(page, names), *free], key=_start)
    for number in found:
        yield number.start, number.end, variants(number.text)
    text = page.source.text
    for one, other in pairwise(found):
        if text[one.end : other.start].strip() in ("×", "/"):
            yield one.end, other.start, ["."]
    if not is_strict:  # what is bound is checked, nothing else is asked
        return
    for ordinal in find_ordinals(seen):
        end = ordinal.start + len(ordinal.text)
        # A list that says 1 throughout is numbered by Markdown.
        changed = [each for each in variants(ordinal.text) if each.isdigit() and each != "1"]
        yield ordinal.start, end, changed
    yield from _declarations(page)


def _start(number: Numeral) -> int:
    return number.start


def _claimed(page: Page, names: Sequence[str]) -> Iterator[Numeral]:
    for claim in page.claims:
        for each in numerals_of(claim.text, names):
            yield replace(each, start=claim.start + each.start, end=claim.start + each.end)


def _free(page: Page, seen: Seen, names: Sequence[str]) -> Iterator[Numeral]:
    """Yield the numbers that stand outside of claims, at their places in the source."""
    bound = [span for claim in seen.claims for span in claim.spans]
    text = hide(hide(seen.text, bound), ordinals_of_headings(seen))
    for each in [*read_plain(text, names), *read_ratio_words(text)]:
        start = seen.origin(each.start)
        if page.source.text.startswith(each.text, start):
            yield replace(each, start=start, end=start + len(each.text))


def _declarations(page: Page) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the numbers of ``given:``: in the texts, and how often they stand on the page."""
    front = FRONT_MATTER.match(page.source.text)
    block = re.search(r"^given:.*(?:\n[ \t]+.*)*", front[0], re.MULTILINE) if front else None
    for match in re.finditer(r"\d+", block[0]) if block else ():
        start = block.start() + match.start()  # type: ignore[union-attr]
        yield start, start + len(match[0]), variants(match[0])


def judge_pages(project: Project, mutants: Sequence[Mutant], workers: int) -> Iterator[Verdict]:
    """Yield for each mutant whether the checks find it, in processes that share the project."""
    _Shared.project = project
    _ = project.requests, project.snippets, _site(project)
    by_page = [list(group) for _, group in groupby(sorted(mutants, key=_page), key=_page)]
    chunks = [page[i : i + 100] for page in by_page for i in range(0, len(page), 100)]
    context = get_context("fork")
    with ProcessPoolExecutor(workers, mp_context=context) as executor:
        for verdicts in executor.map(_judge_chunk, chunks):
            yield from verdicts


class _Site:
    """A project as it is, rendered, and the accounts of its pages."""

    def __init__(self, project: Project) -> None:
        self.rendered = Rendered(project)
        self.accounts: Accounts = self.rendered.accounts


@cache
def _site(project: Project) -> _Site:
    return _Site(project)


class _Shared:
    """What the processes inherit."""

    project: Project


def _page(mutant: Mutant) -> str:
    return mutant.path


def _judge_chunk(mutants: Sequence[Mutant]) -> list[Verdict]:
    return [judge_page(_Shared.project, mutant) for mutant in mutants]


def judge_page(project: Project, mutant: Mutant) -> Verdict:
    """Tell whether the checks of a page find a mutant of it."""
    language, path = next(
        (language, path)
        for language, pages in project.pages.items()
        for path in pages
        if project.page_path(language, path) == mutant.path
    )
    text = project.pages[language][path].source.text
    end = mutant.start + len(mutant.before)
    page = scan(text[: mutant.start] + mutant.after + text[end:])
    if _is_found(project, language, path, page):
        return Verdict(mutant, is_found=True)
    return Verdict(mutant, is_found=False, allowed=_allowed(project, language, page, mutant))


def _is_found(project: Project, language: str, path: str, page: Page) -> bool:
    if page.problems or any(_changed_parts_are_wrong(project, language, path, page)):
        return True
    site = _site(project)
    rendering = site.rendered.render(language, path, page)
    assert rendering.seen
    accounts = {
        other: site.accounts[other, path] for other in project.pages if path in project.pages[other]
    }
    accounts[language] = account(page, rendering.seen, tuple(project.config.names))
    return (
        bool(accounts[language].problems)
        or bool(rendering.findings())
        or next(disagreement(accounts), None) is not None
        or next(check_page(project, language, path, page), None) is not None
    )


def _changed_parts_are_wrong(
    project: Project, language: str, path: str, page: Page
) -> Iterator[bool]:
    """Yield the verdicts on what is not as on the page as it is, where everything is right.

    For speed alone: the whole check follows when these find nothing.
    """
    claims, formulas = _known(project.pages[language][path])
    for claim in page.claims:
        if claim.key not in claims:
            yield judge_claim(project, language, claim) is not None
    for block in page.formulas:
        if (block.example, block.argument, block.formula.latex) not in formulas:
            yield judge_formula(project, language, page, block) is not None


@cache
def _known(page: Page) -> tuple[set[object], set[object]]:
    formulas = {(block.example, block.argument, block.formula.latex) for block in page.formulas}
    return {claim.key for claim in page.claims}, formulas


def _allowed(project: Project, language: str, page: Page, mutant: Mutant) -> str:
    """Return why a mutant is no mistake: a claim with a tolerance holds for it as well."""
    for claim in page.claims:
        if claim.start <= mutant.start < claim.start + len(claim.text) and claim.binding.tolerance:
            assert judge_claim(project, language, claim) is None
            return "within the tolerance that the claim states"
    return ""
