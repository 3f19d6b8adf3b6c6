"""What a page says about its examples: a scan of its Markdown source.

The scan is the one truth for lines. What it finds and what Markdown renders are compared later
(``evidoc.markdown.render_all``), so that nothing can look like a claim here and like text there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import yaml

from evidoc.core.values import ClaimError, Value
from evidoc.pages.blocks import UNKNOWN, Block, find_blocks
from evidoc.pages.claims import (
    Binding,
    find_binding_end,
    parse_binding,
)
from evidoc.pages.comments import (
    BoundFence,
    find_comment_claims,
    find_fences,
    last_numbers,
    misspelt_claims,
    passages,
)
from evidoc.pages.formula_blocks import FormulaUse, read_blocks
from evidoc.pages.formulas_in_text import read_inline
from evidoc.pages.given import InlineGiven, read_inline_given
from evidoc.pages.markup import FRONT_MATTER, MOST_OPEN, Source, too_many_open
from evidoc.pages.written import ENDINGS, RUN, WrittenExample, language_of
from evidoc.pages.yaml_text import load_yaml

OPTIONS = ("part", "show", "figure", "alt", "caption", "data", "fold", "value")
SHOWN = ("code", "output", "figure")


@dataclass(frozen=True)
class ExampleUse:
    """An example shown on a page.

    Attributes:
        line: Where its block opens.
        example: ``topic/name``.
        options: The block's options, as written.
        is_written: Whether its program is written in the page itself, which shows it already.
    """

    line: int
    example: str
    options: Mapping[str, str]
    is_written: bool = False

    @property
    def shown(self) -> tuple[str, ...]:
        """The parts to show; a named region is code alone."""
        if "show" in self.options:
            return tuple(self.options["show"].split())
        if "part" in self.options:
            return ("code",)
        return SHOWN[1:] if self.is_written else SHOWN

    def shows_code(self, is_console: bool) -> bool:
        """Return whether to show the code: commands stand in what they print unless asked for."""
        return "code" in self.options.get("show", "") or ("code" in self.shown and not is_console)

    @property
    def figures(self) -> list[str]:
        """The figures that it names."""
        return self.options.get("figure", "").replace(",", " ").split()

    def texts(self, option: str) -> list[str]:
        """Return the texts of an option: where it names several figures, one for each."""
        text = self.options.get(option, "")
        if len(self.figures) > 1:
            return [each.strip() for each in text.split("|")] if text else []
        return [text] if text else []

    def folds(self, by_default: bool) -> bool:
        """Return whether its code is folded; ``by_default`` is what the site does."""
        return self.options.get("fold", str(by_default).lower()) == "true"


@dataclass(frozen=True)
class Claim:
    """Visible text bound to an expression.

    Attributes:
        line: Where the text starts.
        start: Offset of the text in the source.
        text: The visible text, as Markdown source.
        binding: The expression.
        example: ``topic/name`` of the example whose values it reads.
        is_block: Whether it is a ``/// claim`` block.
        is_comment: Whether it is a comment behind the text: of that it binds the last numbers.
    """

    line: int
    start: int
    text: str
    binding: Binding
    example: str
    is_block: bool = False
    is_comment: bool = False

    @property
    def end(self) -> int:
        """Offset of the end of the text in the source."""
        return self.start + len(self.text)

    def bound_text(
        self, values: Mapping[str, Sequence[Value]], names: Iterable[str] = ()
    ) -> tuple[int, str]:
        """Return the text whose numbers are bound, and its offset in the source.

        Args:
            values: Each of the binding's elements to its flattened values: a comment binds as many
                numbers as there are.
            names: Texts with digits that are names.
        """
        if not self.is_comment:
            return self.start, self.text
        count = 1 if self.binding.relation else sum(len(values[e]) for e in self.binding.elements)
        at = last_numbers(self.text, count, names, self.binding.decimal)
        return self.start + at, self.text[at:]

    @property
    def key(self) -> tuple[str, str, str]:
        """What identifies the claim both in the source and in what is rendered."""
        return self.example, self.binding.source.strip(), " ".join(self.text.split())


@dataclass(frozen=True)
class Heading:
    """A heading with its level, its explicit id (empty if it has none) and its text."""

    line: int
    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Problem:
    """Something wrong on a page: the line, a sentence, and how to mend it.

    Attributes:
        if_strict: Whether it is wrong only on pages whose every number is asked for.
    """

    line: int
    message: str
    mend: str = ""
    if_strict: bool = False


@dataclass(eq=False)
class Page:
    """The scanned source of one page.

    Attributes:
        source: Its text.
        meta: Its front matter.
        examples: The examples shown, in order.
        claims: The claims, in order of their text.
        formulas: The formulas that are bound or marked as notation.
        given: The texts that are marked as given, in order.
        fences: The fenced blocks that repeat an example or a file, in order.
        written: The examples whose programs are written in the page, in order.
        headings: The headings, in order.
        blocks: The ``///`` blocks, in order.
        problems: What the scan found wrong.
        shows_glossary: Whether it lists the site's terms.
        decimal: The decimal sign of its language.
        is_readable: Whether it can be rendered in a time that grows with its length.
    """

    source: Source
    meta: Mapping[str, Any] = field(default_factory=dict)
    examples: list[ExampleUse] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    formulas: list[FormulaUse] = field(default_factory=list)
    given: list[InlineGiven] = field(default_factory=list)
    fences: list[BoundFence] = field(default_factory=list)
    written: list[WrittenExample] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    shows_glossary: bool = False
    decimal: str = "."
    is_readable: bool = True

    @cached_property
    def body(self) -> str:
        """The text below the front matter."""
        return FRONT_MATTER.sub("", self.source.text, count=1)

    @property
    def includes(self) -> bool:
        """Whether it seems to include files, as ``pymdownx.snippets`` does."""
        return "8<-" in self.source.text

    @cached_property
    def shown_lines(self) -> list[tuple[int, bool, str]]:
        """The lines in which examples are shown, in order: line, not written there, example."""
        written = [(each.line, False, each.name) for each in self.written]
        return sorted([*written, *((use.line, True, use.example) for use in self.examples)])

    @property
    def used(self) -> set[str]:
        """The examples that the page shows or binds something to."""
        shown = {use.example for use in self.examples}
        bound = {claim.example for claim in self.claims}
        repeated = {fence.target for fence in self.fences if fence.kind != "file"}
        written = {each.name for each in self.written}
        return shown | bound | repeated | written | {formula.example for formula in self.formulas}


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
        Problem(
            text.count("\n", 0, marker.start()) + 1,
            "a merge conflict is not resolved",
            "choose between the two sides and delete the markers",
        )
        for marker in _CONFLICT.finditer(source.prose)
    ]
    if (at := too_many_open(source.without_code)) is not None:
        page.is_readable = False
        message = f"more than {MOST_OPEN} brackets are open at once: the page is not rendered"
        mend = "close them, or write \\[ where no link begins"
        page.problems.append(Problem(source.line(at), message, mend))
    page.meta = _front_matter(page)
    if topic:
        page.meta = {"topic": topic, **page.meta}
    page.headings = [
        Heading(source.line(m.start()), len(m["marks"]), *_heading(m["rest"]))
        for m in _HEADING.finditer(source.prose)
    ]
    page.blocks, problems = find_blocks(source.prose)
    page.problems += [
        # A block that is not like one of ours may be another extension's.
        Problem(source.line(offset), message, mend, if_strict=message.startswith(UNKNOWN))
        for offset, message, mend in problems
    ]
    _read_fences(page)
    _read_examples(page, page.blocks)
    _read_claims(page, page.blocks)
    _read_comments(page)
    _read_given(page)
    _read_formulas(page)
    _read_lists(page, page.blocks)
    page.claims.sort(key=lambda claim: claim.start)
    return page


_CONFLICT = re.compile(r"^(?:<{7}|>{7}) \S", re.MULTILINE)
_HEADING = re.compile(r"^[ ]{0,3}(?P<marks>#{1,6})[ \t]++(?P<rest>.*)$", re.MULTILINE)
_ID = re.compile(r"#([\w-]+)")


def _heading(rest: str) -> tuple[str, str]:
    """Return the id and the text of a heading: ``text {#id} ##``."""
    text = rest.rstrip(" \t").rstrip("#").rstrip(" \t")
    opening = text.rfind("{")
    if text.endswith("}") and opening >= 0 and (ids := _ID.findall(text, opening)):
        return ids[-1], text[:opening].strip()
    return "", text.strip()


def _front_matter(page: Page) -> Mapping[str, Any]:
    match = FRONT_MATTER.match(page.source.text)
    try:
        meta = load_yaml(match[1] or "") if match else {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        page.problems.append(
            Problem(line, f"the front matter is not valid YAML: {getattr(error, 'problem', error)}")
        )
        return {}
    if meta is not None and not isinstance(meta, dict):
        page.problems.append(Problem(1, "the front matter is not a mapping of names to values"))
        return {}
    meta = meta or {}
    if meta.get("coverage", "all") not in ("all", "bound"):
        message = f"coverage is {meta['coverage']!r}"
        page.problems.append(Problem(1, message, 'write "all" or "bound"'))
        return {**meta, "coverage": None}
    return meta


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


def resolve(reference: str, topic: str | None) -> str | None:
    """Return ``topic/name`` for a reference on a page with this topic; None without a topic."""
    if "/" in reference:
        return reference
    return f"{topic}/{reference}" if topic else None


def _read_examples(page: Page, blocks: list[Block]) -> None:
    for block in blocks:
        if block.name != "example":
            continue
        line = page.source.line(block.start)
        example = resolve(block.argument, page.meta.get("topic"))
        if not block.argument or example is None:
            page.problems.append(
                Problem(
                    line,
                    "the block names no example",
                    "write /// example | topic/name, or name the topic in the front matter",
                )
            )
            continue
        options = _options(page, block, line)
        if options is not None:
            is_written = example in {each.name for each in page.written}
            page.examples.append(ExampleUse(line, example, options, is_written))


def _options(page: Page, block: Block, line: int) -> dict[str, str] | None:
    def wrong(message: str, mend: str = "") -> None:
        page.problems.append(Problem(line, message, mend))

    text = page.source.text[block.options_start : block.body_start]
    try:
        options = load_yaml(text) or {}
    except yaml.YAMLError as error:
        wrong(
            f"the options of the block are not valid YAML: {getattr(error, 'problem', error)}",
            "quote the text",
        )
        return None
    if not isinstance(options, dict):
        wrong("the options of the block are not a list of 'name: text'")
        return None
    if page.source.text[block.body_start : block.body_end].strip():
        wrong(
            "an example block holds options only",
            "indent them by four spaces, directly below the first line",
        )
        return None
    if isinstance(options.get("fold"), bool):
        options = {**options, "fold": str(options["fold"]).lower()}
    for name, value in options.items():
        if name not in OPTIONS:
            wrong(f"unknown option {name!r}", f"known are {', '.join(OPTIONS)}")
            return None
        if not isinstance(value, str) or not value.strip():
            wrong(f"option {name!r} is not a text", "quote it")
            return None
    if options.get("fold", "true") not in ("true", "false"):
        wrong(f"fold is {options['fold']!r}", "write fold: true or fold: false")
        return None
    shown = options.get("show", "code").split()
    if bad := [part for part in shown if part not in SHOWN]:
        wrong(f"cannot show {bad[0]!r}", f"known are {', '.join(SHOWN)}")
        return None
    return options


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
        offset = match.start("brace")
        line = page.source.line(offset)
        if match["brace"] != "{=" or plain[offset - 1 : offset] != "]":
            page.problems.append(
                Problem(
                    line,
                    f"{match['brace']!r} does not follow a text in brackets",
                    "write [text]{= expression }",
                    if_strict=not match["bracket"],
                )
            )
            continue
        opening = page.source.brackets.get(offset - 1)
        end = find_binding_end(page.source.text, match.end())
        if opening is None or end is None:
            what = (
                "its text has no opening bracket"
                if opening is None
                else "its expression does not end"
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
    begins = [0, *sorted([*passages(page.source.text), *(claim.end for claim in page.claims)])]
    previous = 0
    for offset, expression in find_comment_claims(page.source):
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
_BRACE = re.compile(r"(?:(?P<bracket>\])[ ]*+)?(?P<brace>\{\s*=(?!=))")


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
