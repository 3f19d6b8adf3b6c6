"""What only the source of a page has, or only its rendering: it looks bound and is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from evidoc.pages.page import Claim, Page, Problem

Key = tuple[str, str]
"""What a rendered claim is recognised by: its expression and, unless it is a block, its text."""

_OUT_OF_CODE = "keep it out of indented code, raw HTML and math"


def key_of(source: str, text: str) -> Key:
    """Return the key of a claim as Markdown sees it."""
    return source.replace("\\|", "|").strip(), " ".join(text.split())


def rendered_key(claim: Claim) -> Key:
    """Return the key under which a claim of the source is rendered."""
    return key_of(claim.binding.source, "" if claim.is_block or claim.is_comment else claim.text)


def compare(
    page: Page, shown: list[str], claims: list[Key], included: Iterable[Claim] = ()
) -> list[Problem]:
    """Return the claims and examples that only the source or only the rendered page has.

    Args:
        page: The page.
        shown: The examples that were rendered.
        claims: The claims that were.
        included: Those of documents that the page includes, whole or in part.
    """
    comment = "write it behind the number, in the same line, and out of code and raw HTML"
    problems = []
    unseen = Counter(claims)
    for claim in page.claims:
        key = rendered_key(claim)
        if unseen[key]:
            unseen[key] -= 1
        else:
            problems.append(
                Problem(
                    claim.line,
                    f"the claim [{claim.text.strip()[-60:]}] is not rendered as one",
                    comment if claim.is_comment else _OUT_OF_CODE,
                )
            )
    for claim in included:
        unseen[rendered_key(claim)] -= 1
    include = "name the file that it is included from in documents of the settings"
    for source, text in (+unseen).elements():
        if not text and page.problems:  # a block that is not closed, say: that is told already
            continue
        message = f"[{text}]{{= {source} }} is rendered as a claim but was not checked"
        line = page.source.line(max(page.source.text.find(f"[{text}]{{="), 0))
        problems.append(Problem(line, message, include if page.includes else _OUT_OF_CODE))
    missing = Counter(use.example for use in page.examples) - Counter(shown)
    told = {problem.line for problem in page.problems}
    for use in page.examples:
        if missing[use.example]:
            missing[use.example] -= 1
            if use.line in told:
                continue
            problems.append(
                Problem(use.line, f"the example {use.example} is not rendered", _OUT_OF_CODE)
            )
    return problems


def compare_given(page: Page, rendered: list[str]) -> Iterator[Problem]:
    """Yield the texts marked as given that only the source has."""
    unseen = Counter(" ".join(text.split()) for text in rendered)
    for each in page.given:
        text = " ".join(each.text.split())
        unseen[text] -= 1
        if unseen[text] < 0:
            mend = "keep it out of indented code and raw HTML; take the backslash off the bracket"
            yield Problem(each.line, f"the given [{text}] is not rendered as one", mend)


def compare_formulas(page: Page, arguments: list[str]) -> Iterator[Problem]:
    """Yield the formula blocks that only the source has."""
    unseen = Counter(arguments)
    for use in page.formulas:
        unseen[use.argument] -= use.formula.is_display
        if unseen[use.argument] < 0:
            mend = "keep it out of indented code and raw HTML"
            yield Problem(use.line, "the formula block is not rendered as one", mend)
