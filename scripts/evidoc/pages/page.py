"""What a page says about its examples: claims, formulas, and the examples that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from evidoc.core.values import Value
from evidoc.pages.bindings import Binding
from evidoc.pages.blocks import Block
from evidoc.pages.comments import (
    BoundFence,
    last_numbers,
)
from evidoc.pages.formula_blocks import FormulaUse
from evidoc.pages.given import InlineGiven
from evidoc.pages.markup import FRONT_MATTER, Source
from evidoc.pages.written import WrittenExample

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


def resolve(reference: str, topic: str | None) -> str | None:
    """Return ``topic/name`` for a reference on a page with this topic; None without a topic."""
    if "/" in reference:
        return reference
    return f"{topic}/{reference}" if topic else None
