"""What a page is made of besides its wording, section by section: what a translation must keep."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from evidoc.checks.seen import Seen, SeenPart
from evidoc.pages.blocks import OURS
from evidoc.pages.markup import Source, hide
from evidoc.pages.page import Page
from evidoc.pages.references import find_citations


@dataclass(frozen=True)
class Part:
    """One thing on a page that every language has.

    Attributes:
        at: Its line, or what finds that in the source, which takes long.
        kind: What it is, as findings call it.
        what: What of it every language shares; empty if that is its presence alone.
        start: Where it stands in what a reader sees; None for what the source alone tells.
    """

    at: int | Callable[[], int]
    kind: str
    what: str = ""
    start: int | None = None

    @property
    def line(self) -> int:
        """Where it stands."""
        return self.at if isinstance(self.at, int) else self.at()

    def __str__(self) -> str:
        return f"{self.kind} {self.what}".rstrip()


def parts_of(page: Page, seen: Seen) -> Iterator[Part]:
    """Yield the parts of a page that languages share; headings are not among them.

    What the page binds and shows is its scan's; all else is read from what was rendered of it.
    """
    yield from _front_matter(page.meta)
    yield from _claims(page)
    yield from _examples(page)
    yield from _blocks(page)
    yield from _fences(page.source)
    yield from _citations(page.source)
    yield from _formulas(seen)
    yield from _names(seen)
    for part in seen.parts:
        yield Part(partial(_line, page, seen, part), part.kind, part.what, part.start)


def _line(page: Page, seen: Seen, part: SeenPart) -> int:
    if part.kind == "link":
        return seen.line_of_link(part.start, part.what)
    if part.kind == "footnote":
        return seen.line(max(part.start - 1, 0))  # of the text that it follows
    line = seen.line(_text(seen, part.start))
    return _opening(page.source, line) if part.kind in _OPENED else line


def _text(seen: Seen, start: int) -> int:
    """Return where the first text of what begins at an offset stands."""
    found = re.compile(r"\S").search(seen.text, start)
    return found.start() if found else start


# What a line of its own opens, above the text that readers see.
_OPENED = {"admonition", "details", "tabs"}
_OPENING = re.compile(r"[ ]*(?:!!!|\?\?\?|===|///|<)")


def _opening(source: Source, line: int) -> int:
    """Return the line that opens what stands in a line: that one, or one close above or below."""
    lines = source.text.split("\n")
    near = [line, line + 1, *range(line - 1, max(line - 4, 0), -1)]
    return next((n for n in near if n <= len(lines) and _OPENING.match(lines[n - 1])), line)


def _front_matter(meta: Mapping[str, Any]) -> Iterator[Part]:
    for name, value in meta.items():
        if name != "given":  # numbers, which evidoc.checks.coverage compares
            yield Part(1, "front matter", f"topic: {value}" if name == "topic" else name)


def _claims(page: Page) -> Iterator[Part]:
    """Yield every element: Korean turns "9 of 289" into "289곳 중 9곳"."""
    for claim in page.claims:
        tolerance = claim.binding.tolerance
        within = "" if tolerance is None else f" ± {float(tolerance):g}"
        for element in claim.binding.elements:
            yield Part(claim.line, "claim", f"{claim.example}: {element}{within}")


_WORDING = ("alt", "caption")


def _examples(page: Page) -> Iterator[Part]:
    for use in page.examples:
        options = [
            name if name in _WORDING else f"{name}: {' '.join(text.split())}"
            for name, text in sorted(use.options.items())
        ]
        yield Part(use.line, "example", " · ".join([use.example, *options]))


_LATEX_TEXT = re.compile(r"\\(?:text|mathrm|operatorname)\{[^{}]*\}")


def _formulas(seen: Seen) -> Iterator[Part]:
    for formula in seen.formulas:
        latex = " ".join(_LATEX_TEXT.sub(r"\\text{…}", formula.latex).split())
        kind = "formula" if formula.is_display else "formula in a sentence"
        start = formula.span[0]
        yield Part(partial(seen.line, start), kind, latex, start)


def _blocks(page: Page) -> Iterator[Part]:
    """Yield the engine's blocks; examples and claims are read more closely."""
    for block in page.blocks:
        what = ""
        if block.name == "formula":
            options = page.source.text[block.options_start : block.body_start].strip().split("\n")
            what = " · ".join([block.argument, *map(_option, options)])
        if block.name in OURS and block.name not in ("example", "claim"):
            yield Part(page.source.line(block.start), f"block {block.name}", what)


def _option(line: str) -> str:
    """Return an option of a formula; why it is notation is wording."""
    name, _, _ = line.strip().partition(":")
    return name if name == "notation" else " ".join(line.split())


_FENCE = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[ ]*(?P<language>[\w-]*)[^\n`]*\n")


def _fences(source: Source) -> Iterator[Part]:
    """Yield fenced code by its language and its size, since its texts are translated."""
    for start, end in source.code:
        text = source.text[start:end]
        if fence := _FENCE.match(text):
            lines = text.count("\n") - 1
            what = f"{fence['language']} of {lines} line{'' if lines == 1 else 's'}".strip()
            yield Part(source.line(start), "code", what)


def _citations(source: Source) -> Iterator[Part]:
    for offset, key in find_citations(source):
        yield Part(source.line(offset), "citation", key)


_NAME = re.compile(r"[A-Za-z](?<![A-Za-z0-9][A-Za-z])[A-Za-z-]*\d[A-Za-z0-9]*")


def _names(seen: Seen) -> Iterator[Part]:
    """Yield the names with digits, such as a model's version, which no claim can bind."""
    text = hide(seen.text, [*seen.code, *(formula.span for formula in seen.formulas)])
    for match in _NAME.finditer(text):
        yield Part(partial(seen.line, match.start()), "name", match[0], match.start())


# A language may repeat these where another one says "it".
REPEATABLE = frozenset({"formula in a sentence", "code in a sentence", "name"})
