"""What a page is made of besides its wording, section by section: what a translation must keep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from evidoc.math.mathml import find_formulas
from evidoc.pages.blocks import find_blocks
from evidoc.pages.markup import Source, find_citations, find_links
from evidoc.pages.page import Page


@dataclass(frozen=True)
class Part:
    """One thing on a page that every language has.

    Attributes:
        line: Where it stands.
        kind: What it is, as findings call it.
        what: What of it every language shares; empty if that is its presence alone.
    """

    line: int
    kind: str
    what: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.what}".rstrip()


def parts_of(page: Page) -> list[Part]:
    """Return the parts of a page that languages share, in order; headings are not among them."""
    parts = [*_front_matter(page.meta), *_claims(page), *_examples(page), *_text(page.source.text)]
    return sorted(parts, key=lambda part: part.line)


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


@lru_cache(maxsize=1024)
def _text(text: str) -> tuple[Part, ...]:
    source = Source(text)
    finders = (
        *(_formulas, _blocks, _admonitions, _tables, _lists),
        *(_code, _links, _footnotes, _citations, _names),
    )
    return tuple(part for find in finders for part in find(source))


_LATEX_TEXT = re.compile(r"\\(?:text|mathrm|operatorname)\{[^{}]*\}")


def _formulas(source: Source) -> Iterator[Part]:
    for formula in find_formulas(source.formula_text):
        latex = " ".join(_LATEX_TEXT.sub(r"\\text{…}", formula.latex).split())
        kind = "formula" if formula.is_display else "formula in a sentence"
        yield Part(source.line(formula.start), kind, latex)


def _blocks(source: Source) -> Iterator[Part]:
    """Yield blocks; examples and claims are read more closely, and titles are wording."""
    for block in find_blocks(source.prose)[0]:
        what = ""
        if block.name == "formula":
            options = source.text[block.options_start : block.body_start].strip().split("\n")
            what = " · ".join([block.argument, *map(_option, options)])
        if block.name not in ("example", "claim"):
            yield Part(source.line(block.start), f"block {block.name}", what)


def _option(line: str) -> str:
    """Return an option of a formula; why it is notation is wording."""
    name, _, _ = line.strip().partition(":")
    return name if name == "notation" else " ".join(line.split())


_ADMONITION = re.compile(r"^[ ]*(?P<mark>!!!|\?\?\?\+?|===)[ ]+(?P<type>[\w -]*)", re.MULTILINE)


def _admonitions(source: Source) -> Iterator[Part]:
    for match in _ADMONITION.finditer(source.prose):
        yield Part(source.line(match.start()), match["mark"], match["type"].strip())


_DELIMITERS = re.compile(r"^[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")


def _tables(source: Source) -> Iterator[Part]:
    lines = source.prose.split("\n")
    for index in range(1, len(lines)):
        if "|" in lines[index] and "|" in lines[index - 1] and _DELIMITERS.match(lines[index]):
            columns = lines[index].strip().strip("|").count("|") + 1
            end = index + 1
            while end < len(lines) and lines[end].strip() and "///" not in lines[end]:
                end += 1
            yield Part(index, "table", f"of {end - index - 1} rows, {columns} columns")


_ITEM = re.compile(r"^(?P<indent>[ ]*)(?P<marker>[-*+]|\d+[.)]|:)[ ]+\S")
_KINDS = {":": "definitions", "-": "bullets", "*": "bullets", "+": "bullets"}


@dataclass
class _List:
    indent: int
    kind: str
    line: int
    items: int = 1


def _lists(source: Source) -> Iterator[Part]:
    open_lists: list[_List] = []

    def close(indent: int) -> Iterator[Part]:
        while open_lists and open_lists[-1].indent >= indent:
            ended = open_lists.pop()
            yield Part(ended.line, "list", f"of {ended.items} {ended.kind}")

    after_blank = True
    for number, line in enumerate(source.prose.split("\n"), 1):
        item = _ITEM.match(line)
        if item:
            indent = len(item["indent"])
            kind = _KINDS.get(item["marker"], "numbered items")
            yield from close(indent + 1)
            if open_lists and (open_lists[-1].indent, open_lists[-1].kind) == (indent, kind):
                open_lists[-1].items += 1
            else:
                yield from close(indent)
                open_lists.append(_List(indent, kind, number))
        elif line.strip() and (after_blank or line.lstrip().startswith(("#", "/"))):
            # A paragraph that stands no deeper than the list ends it; a term of the next
            # definition does not.
            indent = len(line) - len(line.lstrip())
            if not (open_lists and open_lists[-1].kind == "definitions" and indent == 0):
                yield from close(indent)
        after_blank = not line.strip()
    yield from close(0)


_FENCE = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[ ]*(?P<language>[\w-]*)[^\n`]*\n")


def _code(source: Source) -> Iterator[Part]:
    """Yield fenced code by its size, since its texts are translated, and spans as they are."""
    for start, end in source.code:
        text = source.text[start:end]
        if fence := _FENCE.match(text):
            lines = text.count("\n") - 1
            what = f"{fence['language']} of {lines} line{'' if lines == 1 else 's'}".strip()
            yield Part(source.line(start), "code", what)
        else:
            yield Part(source.line(start), "code in a sentence", text)


def _links(source: Source) -> Iterator[Part]:
    for offset, target in find_links(source):
        yield Part(source.line(offset), "link", target)


_FOOTNOTE = re.compile(r"\[\^(?P<name>[^\]\s]+)\](?P<is_text>:)?")


def _footnotes(source: Source) -> Iterator[Part]:
    for match in _FOOTNOTE.finditer(source.prose):
        kind = "text of footnote" if match["is_text"] else "footnote"
        yield Part(source.line(match.start()), kind, match["name"])


def _citations(source: Source) -> Iterator[Part]:
    for offset, key in find_citations(source):
        yield Part(source.line(offset), "citation", key)


_MARKUP = re.compile(r"\{=[^}]*\}|\]\([^)]*\)|\{:?[^}\n]*#[^}\n]*\}|\[[@^][^\]]*\]|///.*")
_NAME = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z-]*\d[A-Za-z0-9]*")


def _names(source: Source) -> Iterator[Part]:
    """Yield the names with digits, such as a model's version, which no claim can bind."""
    text = _MARKUP.sub(lambda match: " " * len(match[0]), source.without_math)
    for match in _NAME.finditer(text):
        yield Part(source.line(match.start()), "name", match[0])


# A language may repeat these where another one says "it".
REPEATABLE = frozenset({"formula in a sentence", "code in a sentence", "name"})
