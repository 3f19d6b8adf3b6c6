"""Every number that a reader sees is accounted for: what binds it, or a finding.

Bound by a claim, inside a checked formula, declared as given, or part of a name; printed output
and figures come from the run by themselves (what the code may not say by hand is in
``evidoc.checks.hand_typed``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from evidoc.checks.claim_context import check_beside
from evidoc.checks.declared_literals import Given, occurrences, read_given, read_marked
from evidoc.checks.ordinals import check_ordinals, ordinals_of_headings
from evidoc.checks.seen import Seen, Span
from evidoc.pages.claims import numerals_of
from evidoc.pages.formulas_in_text import repeated, repeats
from evidoc.pages.markup import blank, hide
from evidoc.pages.not_numbers import find_names, find_names_by_form
from evidoc.pages.numerals import (
    Numeral,
    NumeralError,
    numbers_in,
    read_number_words,
    read_plain,
    read_readable,
)
from evidoc.pages.page import Page, Problem

MEND = "bind [it]{= expression }; mark [it]{given} if it is a condition of the text"


@dataclass
class Account:
    """What binds the numbers of one page.

    Attributes:
        counts: ``claim``, ``formula``, ``given``, ``name`` to how many.
        given: The literals that the page declares.
        marked: The section and the numbers of each text that the page marks as given.
        names: The names of the site's list that stand on the page.
        forms: What is a name by its form, as "VGG16" and "K²" are.
        misread: Claims whose numbers read otherwise with what stands beside them.
        problems: Those, numbers bound to nothing, literals that are not there, ordinals with a gap.
        text: What a reader sees of the page and no claim or formula checks.
    """

    counts: Counter[str] = field(default_factory=Counter)
    given: list[Given] = field(default_factory=list)
    marked: Counter[tuple[str, tuple[Fraction, ...]]] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    misread: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    text: str = ""

    @property
    def unbound(self) -> int:
        """How many findings there are."""
        return len(self.problems)


def account(page: Page, seen: Seen, names: Sequence[str], included: Sequence[Page] = ()) -> Account:
    """Account for every number on a page.

    Args:
        page: The scanned page.
        seen: What a reader sees of it.
        names: Texts with digits that are names wherever they stand.
        included: What it includes: a number that stands there alone is accounted for there.
    """
    misread = list(check_beside(seen, names))
    result = Account(count_bound(page, names), misread=misread, problems=list(misread))
    text = hide(seen.text, [*_bound_by_claims(seen, names), *_bound_formulas(page, seen)])
    text = hide(text, [*ordinals_of_headings(seen), *_bound_fences(page, seen)])
    text = blank(text, _ADDRESS)
    result.text = text
    result.names.update(find_names(text, names))
    result.forms.update(find_names_by_form(text, names))
    result.counts["name"] = result.names.total()
    text, numbers = _read(seen, text, names, result)
    numbers = _take_given(page, seen, text, numbers, names, result)
    result.problems += _unbound(seen, [n for n in numbers if not _stands_in(n, page, included)])
    result.problems += check_ordinals(seen)
    result.problems += _unclosed(seen)
    return result


def _unclosed(seen: Seen) -> Iterator[Problem]:
    if seen.unclosed:
        line = seen.source.line(max(seen.source.text.find(seen.unclosed), 0))
        opened = (re.match(r"<!--|<\w+", seen.unclosed) or [""])[0]
        message = f"{opened} opens here and nothing closes it: no reader sees the rest of the page"
        yield Problem(line, message, "close it, or write &lt; for a sign that is to be seen")


_ADDRESS = re.compile(r"https?://[^\s<>)\]가-힣]+")


def count_bound(page: Page, names: Sequence[str]) -> Counter[str]:
    """Return how many numbers of a page claims, formulas and declarations bind.

    By what the page says of itself: this needs no rendering, in which the count may be shown.
    """
    counts: Counter[str] = Counter()
    for claim in page.claims:
        with suppress(NumeralError):  # a finding of the claim itself
            if claim.is_comment:
                counts["claim"] += len(claim.binding.elements)
            else:
                counts["claim"] += len(numerals_of(claim.text, names, claim.binding.decimal))
    for use in page.formulas:
        counts["formula" if use.binding else "given"] += count_numbers(use.formula.latex, names)
    bound = {use.formula for use in page.formulas}
    for formula in repeated(page.source, page.formulas):
        if formula not in bound:
            counts["formula"] += count_numbers(formula.latex, names)
    for given in given_of(page, names):
        counts["given"] += given.count * len(given.numbers)
    return counts


def given_of(page: Page, names: Sequence[str]) -> list[Given]:
    """Return what a page takes as given: declared in its front matter, or marked in its text."""
    return [*read_given(page, names)[0], *read_marked(page, names)[0]]


def _bound_by_claims(seen: Seen, names: Sequence[str]) -> Iterator[Span]:
    """Yield what claims bind: numerals alone, so that a word beside them is still seen."""
    for each in seen.claims:
        pieces = [(start, seen.text[start:end]) for start, end in each.spans]
        for read in (lambda text: read_plain(text, names), read_number_words):
            with suppress(NumeralError):
                found = [
                    (start + numeral.start, start + numeral.end)
                    for start, text in pieces
                    for numeral in read(text)
                ]
                yield from found
                if found:
                    break


def _bound_formulas(page: Page, seen: Seen) -> Iterator[Span]:
    """Yield the formulas that are checked, wherever they are said again, and mere notation."""
    bound = {(use.formula.is_display, _spaced(use.formula.latex)) for use in page.formulas}
    for formula in seen.formulas:
        is_bound = (formula.is_display, _spaced(formula.latex)) in bound
        if is_bound or (not formula.is_display and repeats(formula.latex, page.formulas)):
            yield formula.span


def _bound_fences(page: Page, seen: Seen) -> Iterator[Span]:
    """Yield the fenced blocks that repeat an example or a file: they are compared as a whole.

    Code elsewhere may read the same: of all such the nearest is the block.
    """
    for fence in (*page.fences, *(each.fence for each in page.written)):
        text, start = fence.text.strip(), fence.start
        alike = [span for span in seen.code if seen.text[slice(*span)].strip() == text]
        yield from sorted(alike, key=lambda span: abs(seen.origin(span[0]) - start))[:1]


def _spaced(latex: str) -> str:
    return " ".join(latex.split())


def count_numbers(text: str, names: Sequence[str]) -> int:
    """Return how many numbers a text without markup holds; none where one cannot be read."""
    try:
        return len(numbers_in(text, names))
    except NumeralError:
        return 0


def _read(
    seen: Seen, text: str, names: Sequence[str], result: Account
) -> tuple[str, list[Numeral]]:
    """Return the numbers of a text, and the text without those that cannot be read."""
    while errors := (read := read_readable(text, names))[1]:
        for error in errors:
            line = seen.line(error.start)
            result.problems.append(Problem(line, str(error), "write it in digits"))
        text = hide(text, [(error.start, error.end) for error in errors])
    return text, read[0]


def _take_given(
    page: Page,
    seen: Seen,
    text: str,
    numbers: list[Numeral],
    names: Sequence[str],
    result: Account,
) -> list[Numeral]:
    """Return the numbers that no declaration excuses."""
    declared, problems = read_given(page, names)
    marked, more = read_marked(page, names)
    result.given = declared + marked
    result.marked = Counter((_section(page, given.line), given.values) for given in marked)
    result.problems += problems + more
    numbers = [
        each
        for each in numbers
        if not any(start <= each.start and each.end <= end for start, end in seen.given)
    ]
    for given in declared:
        spans = occurrences(given, text, numbers)
        if len(spans) != given.count:
            times = "once" if len(spans) == 1 else f"{len(spans)} times"
            message = f"given: {given.text!r} stands here {times}, declared is {given.count}"
            where = ", ".join(str(seen.line(start)) for start, _ in spans)
            mend = f"correct the count; it stands in line {where}" if spans else "take it away"
            result.problems.append(Problem(given.line, message, mend))
        numbers = [
            each for each in numbers if not any(start <= each.start < end for start, end in spans)
        ]
    return numbers


def _section(page: Page, line: int) -> str:
    """Return the id of the last heading above a line; empty if there is none."""
    above = [heading.id for heading in page.headings if heading.line <= line]
    return above[-1] if above else ""


def _stands_in(number: Numeral, page: Page, included: Sequence[Page]) -> bool:
    elsewhere = any(number.text in each.source.text for each in included)
    return elsewhere and number.text not in page.body


def _unbound(seen: Seen, numbers: list[Numeral]) -> Iterator[Problem]:
    def line(number: Numeral) -> int:
        return seen.line(number.start)

    for number, group in groupby(sorted(numbers, key=line), key=line):
        shown = ", ".join(each.text.strip() for each in group)
        yield Problem(number, f"bound to nothing: {shown}", MEND)
