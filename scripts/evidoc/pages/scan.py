"""Scans the Markdown source of a page for what it says about its examples.

The scan is the one truth for lines. What it finds and what Markdown renders are compared later
(``evidoc.markdown.render_all``), so that nothing can look like a claim here and like text there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from dataclasses import replace

from evidoc.core.conflicts import UNRESOLVED, lines_of_marks
from evidoc.core.values import ClaimError
from evidoc.pages.bindings import find_binding_end, parse_binding, why_endless
from evidoc.pages.blocks import UNKNOWN, Block, find_blocks
from evidoc.pages.comments import (
    BoundFence,
    find_comment_claims,
    find_fences,
    misspelt_claims,
    passages,
)
from evidoc.pages.example_blocks import read_examples
from evidoc.pages.formula_blocks import FormulaUse, read_blocks
from evidoc.pages.formulas_in_text import read_inline
from evidoc.pages.front_matter import read_front_matter
from evidoc.pages.given import InlineGiven, read_inline_given
from evidoc.pages.headings import find_headings
from evidoc.pages.markup import Source
from evidoc.pages.nesting import MOST_OPEN, MOST_TAGS, too_many_open, too_many_tags
from evidoc.pages.page import Claim, Page, Problem, resolve
from evidoc.pages.written import ENDINGS, RUN, WrittenExample, language_of


def scan(text: str, topic: str | None = None, decimal: str = ".") -> Page:
    """Scan a page; never raises for what an author wrote, but notes it as a problem.

    Args:
        text: Its source.
        topic: Its topic where its front matter names none.
        decimal: The decimal sign of its language.
    """
    source = Source(text)
    page = Page(source, decimal=decimal)
    page.problems += [
        Problem(line, UNRESOLVED, "choose between the two sides and delete the markers")
        for line in lines_of_marks(source.prose)
    ]
    if (at := too_many_open(source.without_code)) is not None:
        page.is_readable = False
        message = f"more than {MOST_OPEN} brackets are open at once: the page is not rendered"
        mend = "close them, or write \\[ where no link begins"
        page.problems.append(Problem(source.line(at), message, mend))
    elif (at := too_many_tags(source.without_code)) is not None:
        page.is_readable = False
        message = f"more than {MOST_TAGS} tags do not end: the page is not rendered"
        page.problems.append(Problem(source.line(at), message, "end them with >, or write &lt;"))
    page.meta = read_front_matter(page)
    if topic:
        page.meta = {"topic": topic, **page.meta}
    page.headings = find_headings(source)
    page.blocks, problems = find_blocks(source.prose, source.with_spans)
    page.problems += [
        # A block that is not like one of ours may be another extension's.
        Problem(source.line(offset), message, mend, if_strict=message.startswith(UNKNOWN))
        for offset, message, mend in problems
    ]
    _read_fences(page)
    read_examples(page, page.blocks)
    _read_claims(page, page.blocks)
    _read_comments(page)
    _read_given(page)
    _read_formulas(page)
    _read_lists(page, page.blocks)
    page.claims.sort(key=lambda claim: claim.start)
    return page


def _read_lists(page: Page, blocks: list[Block]) -> None:
    for block in blocks:
        if block.name in ("glossary", "references"):
            page.shows_glossary |= block.name == "glossary"
            inside = page.source.text[block.options_start : block.body_end]
            if block.argument or inside.strip():
                line = page.source.line(block.start)
                page.problems.append(
                    Problem(line, f"a {block.name} block holds nothing", "empty it")
                )


def _read_given(page: Page) -> None:
    claimed = [(claim.start, claim.end) for claim in page.claims if not claim.is_comment]
    for each in read_inline_given(page.source, claimed):
        if isinstance(each, InlineGiven):
            page.given.append(each)
        else:
            page.problems.append(Problem(*each))


def _read_formulas(page: Page) -> None:
    found = [*read_blocks(page.source, page.blocks), *read_inline(page.source, page.meta)]
    for each in found:
        if not isinstance(each, FormulaUse):
            page.problems.append(Problem(*each))
        elif each.binding is None:
            page.formulas.append(each)
        elif example := _example_of(page, each.binding.example, each.line, "formula"):
            page.formulas.append(replace(each, example=example))


def _read_claims(page: Page, blocks: list[Block]) -> None:
    claim_blocks = [block for block in blocks if block.name == "claim"]
    for block in claim_blocks:
        text = page.source.text[block.body_start : block.body_end]
        _add(page, block.start, block.body_start, text, block.argument, is_block=True)
    ahead = deque(claim_blocks)
    plain = page.source.plain
    previous = 0
    for match in _BRACE.finditer(plain):
        offset = match.start()
        line = page.source.line(offset)
        if match[0] != "{=" or plain[offset - 1 : offset] != "]":
            page.problems.append(
                Problem(
                    line,
                    f"{match[0]!r} does not follow a text in brackets",
                    "write [text]{= expression }",
                    if_strict=not plain[:offset].rstrip(" ").endswith("]"),
                )
            )
            continue
        opening = page.source.brackets.get(offset - 1)
        end = find_binding_end(page.source.text, match.end())
        if opening is None or end is None:
            what = (
                "its text has no opening bracket"
                if opening is None
                else why_endless(page.source.text, match.end())
            )
            page.problems.append(
                Problem(line, f"malformed claim: {what}", "write [text]{= expression }")
            )
            continue
        text = page.source.text[opening + 1 : offset - 1]
        while ahead and ahead[0].body_start <= offset:
            previous = max(previous, ahead.popleft().body_end)
        if opening < previous:
            page.problems.append(
                Problem(
                    line, f"the claim [{text}] stands inside another claim", "take one of them away"
                )
            )
            continue
        if "`" in text:
            page.problems.append(
                Problem(line, f"the claim [{text}] holds code", "bind text outside of backticks")
            )
            continue
        previous = end + 1
        _add(page, opening, opening + 1, text, page.source.text[match.end() : end])


def _read_comments(page: Page) -> None:
    """Read what comments bind: the numbers before them, and the blocks below them."""
    found = [*find_comment_claims(page.source)]
    ends = [*passages(page.source.text), *(claim.end for claim in page.claims)] if found else []
    begins = [0, *sorted(ends)]
    previous = 0
    for offset, expression in found:
        # No number is bound twice.
        start = max(previous, begins[bisect_right(begins, offset) - 1])
        text = page.source.text[start:offset]
        _add(page, offset, start, text, expression, is_comment=True)
        previous = offset
    page.problems += [Problem(*each) for each in misspelt_claims(page.source)]


def _read_fences(page: Page) -> None:
    for each in find_fences(page.source):
        if not isinstance(each, BoundFence):
            page.problems.append(Problem(*each))
        elif each.kind == RUN:
            _read_written(page, each)
        else:
            page.fences.append(each)


def _read_written(page: Page, fence: BoundFence) -> None:
    reference, _, settings = fence.target.partition(" ")
    name = resolve(reference, page.meta.get("topic"))
    if name is None:
        message = "the comment names no example"
        mend = "write <!-- evidoc: run topic/name -->, or name the topic in the front matter"
        page.problems.append(Problem(fence.line, message, mend))
    elif language_of(fence) not in ENDINGS:
        message = f"the block below is {fence.info or 'text'}, and Python and commands run"
        mend = "begin it with ```python, ```sh or ```console"
        page.problems.append(Problem(fence.line, message, mend))
    else:
        first = page.source.line(fence.start)
        written = WrittenExample(name, settings.strip(), fence, first)
        page.written.append(written)
        if written.is_session:
            page.fences.append(replace(fence, target=name))


# {== is a mark of pymdownx.critic
_BRACE = re.compile(r"\{\s*=(?!=)")


def _add(
    page: Page,
    at: int,
    start: int,
    text: str,
    expression: str,
    *,
    is_block: bool = False,
    is_comment: bool = False,
) -> None:
    line = page.source.line(at)
    try:
        binding = replace(parse_binding(expression.replace("\\|", "|")), decimal=page.decimal)
    except ClaimError as error:
        page.problems.append(Problem(line, f"malformed claim: {error}"))
        return
    example = _example_of(page, binding.example, line, "claim")
    if example is not None:
        page.claims.append(Claim(line, start, text, binding, example, is_block, is_comment))


def _example_of(page: Page, named: str | None, line: int, what: str) -> str | None:
    """Return the example that something is bound to; without one, note that as a problem."""
    example = resolve(named, page.meta.get("topic")) if named else _last_shown(page, line)
    if example is None:
        mend = "name the topic in the front matter" if named else f"write {_SPELLING[what]}"
        message = f"the {what} names no example, and none is shown above it"
        page.problems.append(Problem(line, message, mend))
    return example


_SPELLING = {"claim": "{= name: expression }", "formula": "/// formula | name: expression"}


def _last_shown(page: Page, line: int) -> str | None:
    # A claim in the options of an example's own block means that example: its line is the block's.
    position = bisect_right(page.shown_lines, (line, True))
    return page.shown_lines[position - 1][2] if position else None
