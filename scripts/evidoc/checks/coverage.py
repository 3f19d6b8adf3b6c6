"""Every number that a reader sees is accounted for: what binds it, or a finding.

Bound by a claim, inside a checked formula, declared as given, or part of a name; printed output
and figures come from the run by themselves (what the code may not say by hand is in
``evidoc.checks.hand_typed``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from evidoc.checks.claim_context import check_beside
from evidoc.checks.declared_literals import Given, occurrences, read_given, read_marked
from evidoc.checks.ordinals import find_ordinals
from evidoc.checks.visible import visible
from evidoc.pages.claims import numerals_of
from evidoc.pages.formulas_in_text import repeated
from evidoc.pages.markup import hide
from evidoc.pages.numerals import (
    Numeral,
    NumeralError,
    find_names,
    find_names_by_form,
    numbers_in,
    read_number_words,
)
from evidoc.pages.page import Page, Problem

MEND = "bind [it]{= expression }; mark [it]{given} if it is a condition of the text"


@dataclass
class Account:
    """What binds the numbers of one page.

    Attributes:
        counts: ``claim``, ``formula``, ``given``, ``name`` to how many.
        given: The literals that the page declares.
        names: The names of the site's list that stand on the page.
        forms: What is a name by its form, as "VGG16" and "K²" are.
        problems: Numbers bound to nothing, literals that are not there, ordinals with a gap.
        text: What a reader sees of the page and no claim or formula checks.
    """

    counts: Counter[str] = field(default_factory=Counter)
    given: list[Given] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    text: str = ""

    @property
    def unbound(self) -> int:
        """How many findings there are."""
        return len(self.problems)


def account(page: Page, names: Sequence[str]) -> Account:
    """Account for every number on a page.

    Args:
        page: The scanned page.
        names: Texts with digits that are names wherever they stand.
    """
    result = Account(problems=list(check_beside(page, names)))
    text = visible(page)
    text = _take_claims(page, text, names, result)
    text = _take_formulas(page, text, names, result)
    result.text = text
    result.names.update(find_names(text, names))
    result.forms.update(find_names_by_form(text, names))
    result.counts["name"] = result.names.total()
    text, numbers = _read(page, text, names, result)
    result.problems += _unbound(page, _take_given(page, text, numbers, names, result))
    for ordinal in find_ordinals(page.source.prose):
        if ordinal.text != ordinal.expected:
            message = f"expected the ordinal {ordinal.expected}, found {ordinal.text}"
            result.problems.append(
                Problem(page.source.line(ordinal.start), message, "number in sequence, from 1")
            )
    return result


def _take_claims(page: Page, text: str, names: Sequence[str], result: Account) -> str:
    """Blank what claims bind: numerals alone, so that a word beside them is still seen."""
    spans = []
    for claim in page.claims:
        try:
            numerals = numerals_of(claim.text, names)
        except NumeralError:
            continue  # a finding of the claim itself
        spans += [(claim.start + each.start, claim.start + each.end) for each in numerals]
    result.counts["claim"] = len(spans)
    return hide(text, spans)


def _take_formulas(page: Page, text: str, names: Sequence[str], result: Account) -> str:
    """Blank the formulas that are checked, wherever they are said again, and mere notation."""
    formulas = {
        **dict.fromkeys(repeated(page.source, page.formulas), "formula"),
        **{use.formula: "formula" if use.binding else "given" for use in page.formulas},
    }
    spans = []
    for formula, kind in formulas.items():
        start, end = formula.start, formula.start + len(formula.latex)
        result.counts[kind] += _count(text[start:end], names)
        spans.append((start, end))
    return hide(text, spans)


def _count(text: str, names: Sequence[str]) -> int:
    try:
        return len(numbers_in(text, names))
    except NumeralError:
        return 0


def _read(
    page: Page, text: str, names: Sequence[str], result: Account
) -> tuple[str, list[Numeral]]:
    """Return the numbers of a text, and the text without those that cannot be read."""
    while True:
        try:
            return text, numbers_in(text, names)
        except NumeralError as error:
            line = page.source.line(error.start)
            result.problems.append(Problem(line, str(error), "write it in digits"))
            text = hide(text, [(error.start, error.end)])


def _take_given(
    page: Page, text: str, numbers: list[Numeral], names: Sequence[str], result: Account
) -> list[Numeral]:
    """Return the numbers that no declaration excuses."""
    declared, problems = read_given(page, names)
    marked, more = read_marked(page, names)
    result.given = declared + marked
    result.problems += problems + more
    result.counts["given"] += sum(len(given.numbers) for given in marked)
    inside = [(each.start, each.start + len(each.text)) for each in page.given]
    numbers = [
        each
        for each in numbers
        if not any(start <= each.start and each.end <= end for start, end in inside)
    ]
    for given in declared:
        spans = occurrences(given, text, numbers)
        if len(spans) != given.count:
            times = "once" if len(spans) == 1 else f"{len(spans)} times"
            message = f"given: {given.text!r} stands here {times}, declared is {given.count}"
            where = ", ".join(str(page.source.line(start)) for start, _ in spans)
            mend = f"correct the count; it stands in line {where}" if spans else "take it away"
            result.problems.append(Problem(given.line, message, mend))
        result.counts["given"] += len(spans) * len(given.numbers)
        numbers = [
            each for each in numbers if not any(start <= each.start < end for start, end in spans)
        ]
    return numbers


def _unbound(page: Page, numbers: list[Numeral]) -> Iterator[Problem]:
    def line(number: Numeral) -> int:
        return page.source.line(number.start)

    for number, group in groupby(numbers, key=line):
        shown = ", ".join(each.text.strip() for each in group)
        yield Problem(number, f"bound to nothing: {shown}", MEND)


def disagreement(pages: dict[str, Account]) -> Iterator[tuple[str, str]]:
    """Yield the language and a message for given numbers that only other languages have.

    A number may be a word there: "0으로" is "with zeros".
    """
    values: dict[str, set[Fraction]] = {
        language: {value for given in one.given for value in given.values}
        for language, one in pages.items()
    }
    every = set().union(*values.values())
    for language, own in values.items():
        missing = every - own
        if missing:
            missing -= {word.value for word in read_number_words(pages[language].text)}
        if missing:
            others = ", ".join(code for code in values if missing & values[code])
            shown = ", ".join(map(str, sorted(missing)))
            yield language, f"given: {shown} in {others} only"
