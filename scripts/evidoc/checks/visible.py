"""What of a page's source a reader sees: everything else is blanked, offsets kept.

In doubt a text counts as seen: an unknown key of the front matter, an unknown option of a block.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from evidoc.checks.ordinals import find_ordinals
from evidoc.pages.blocks import OURS, Block
from evidoc.pages.claims import find_binding_end
from evidoc.pages.markup import FRONT_MATTER, blank, hide
from evidoc.pages.page import Page
from evidoc.pages.yaml_text import entries

Span = tuple[int, int]

# Keys of the front matter, and options of our own blocks, that no reader sees.
_SETTINGS = {
    *("topic", "given", "given_although", "formulas"),
    *("template", "hide", "icon", "search", "status", "robots"),
}
_SEEN_OPTIONS = {"alt", "caption"}


def visible(page: Page) -> str:
    """Return the page's source with all blanked that no reader sees as text.

    Claims and formulas that are checked stand there still, without their expressions; ordinals
    do not.
    """
    text = page.source.text
    prose = hide(
        page.source.prose, [*_bindings(page), *_given_marks(page), *_blocks(page), *_ordinals(page)]
    )
    prose = blank(prose, _UNSEEN)
    prose = _without_markup(prose)
    pieces, position = [_front_matter(text)], len(_front_matter(text))
    for start, end in page.source.code:
        code = text[start:end]
        pieces += prose[position:start], _fence(code) if "\n" in code else code
        position = end
    return "".join([*pieces, prose[position:]])


def _front_matter(text: str) -> str:
    """Return the front matter with only the values left that are shown somewhere."""
    match = FRONT_MATTER.match(text)
    if match is None:
        return ""
    start = match.start(1)
    seen = [each for each in entries(match[1] or "") if each.key not in _SETTINGS]
    return _only(match[0], [(start + each.start, start + each.end) for each in seen])


def _only(text: str, spans: list[Span]) -> str:
    """Return ``text`` with everything blanked but the spans."""
    borders = [0, *(offset for span in sorted(spans) for offset in span), len(text)]
    return hide(text, zip(borders[::2], borders[1::2], strict=True))


def _bindings(page: Page) -> Iterator[Span]:
    text = page.source.text
    for claim in page.claims:
        if not claim.is_block:
            start = claim.start + len(claim.text) + 1
            end = find_binding_end(text, start + 2)
            yield start, start + 2 if end is None else end + 1


def _given_marks(page: Page) -> Iterator[Span]:
    for given in page.given:
        yield given.start - 1, given.start
        yield given.start + len(given.text), given.end


def _blocks(page: Page) -> Iterator[Span]:
    """Yield the blocks' first lines and options, without what is shown of them."""
    text = page.source.text
    for block in page.blocks:
        seen = list(_seen(text, block))
        borders = [block.start, *(offset for span in seen for offset in span), block.body_start]
        yield from zip(borders[::2], borders[1::2], strict=True)


def _seen(text: str, block: Block) -> Iterator[Span]:
    if block.name not in OURS and block.argument:
        start = text.index(block.argument, block.start)
        yield start, start + len(block.argument)
    if block.name in OURS:
        for each in entries(text[block.options_start : block.body_start]):
            if each.key in _SEEN_OPTIONS:
                yield block.options_start + each.start, block.options_start + each.end


def _ordinals(page: Page) -> Iterator[Span]:
    for ordinal in find_ordinals(page.source.prose):
        yield ordinal.start, ordinal.end


# -- Markdown and HTML ---------------------------------------------------------------------------

_UNSEEN = re.compile(
    r"\{\s*=[^{}\n]*\}"  # a malformed claim's expression: the claim is a finding
    r"|<(script|style)\b.*?</\1>"
    r"|\[\^[^\]\n]+\]:?"  # a footnote's label, numbered anew
    r"|https?://[^\s<>)\]가-힣]+",
    re.DOTALL,
)
_TITLE = r"(?:[ \t]*\n?[ \t]*(?P<{}>\"[^\"\n]*\"|'[^'\n]*'))?"
_TARGET = re.compile(
    r"(?<=\])\(\s*(?:<[^>\n]*>|(?:[^()\s]|\([^()\s]*\))+)" + _TITLE.format("seen") + r"\s*\)"
)
_DEFINITION = re.compile(
    r"^[ ]{0,3}\[(?P<label>[^\]\n^][^\]\n]*)\]:[ \t]*\S+" + _TITLE.format("seen"), re.MULTILINE
)
_REFERENCE = re.compile(r"(?<=\])[ ]?\[(?P<label>[^\]\n]*)\]")
_TAG = re.compile(r"\{:?[ ]*[#.](?!\d)[^}\n]*\}|\{:[^}\n]*\}|</?[A-Za-z][^<>\n$]*>")
_ATTRIBUTE = re.compile(
    r"(?<![\w-])(?:alt|title|aria-label|placeholder|label|value|start|data-toc-label)\s*=\s*"
    r"(?P<value>\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'>}]+)"
)
_ENTITY = re.compile(r"&#?\w+;")


def _without_markup(prose: str) -> str:
    labels = {match["label"].casefold() for match in _DEFINITION.finditer(prose)}
    spans: list[Span] = []
    for match in _REFERENCE.finditer(prose):
        if match["label"].casefold() in labels:
            spans.append(match.span())
    for match in (*_DEFINITION.finditer(prose), *_TARGET.finditer(prose)):
        shown = match.start("seen") if match["seen"] else match.end()
        spans += (
            (match.start(), shown),
            (match.end("seen") if match["seen"] else shown, match.end()),
        )
    for match in _TAG.finditer(prose):
        position = match.start()
        for attribute in _ATTRIBUTE.finditer(prose, *match.span()):
            spans.append((position, attribute.start("value")))
            position = attribute.end("value")
        spans.append((position, match.end()))
    for match in _ENTITY.finditer(prose):
        if not any(character.isdigit() for character in html.unescape(match[0])):
            spans.append(match.span())
    return hide(prose, spans)


_FENCE_TITLE = re.compile(r"\btitle=(?:\"(?P<double>[^\"\n]*)\"|'(?P<single>[^'\n]*)')")


def _fence(code: str) -> str:
    """Return fenced code without what its first line says to Markdown."""
    first_line = code.index("\n")
    title = _FENCE_TITLE.search(code, 0, first_line)
    shown = title.span(title.lastgroup or 0) if title else (first_line, first_line)
    return hide(code, [(0, shown[0]), (shown[1], first_line)])
