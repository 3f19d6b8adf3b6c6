"""Claims on the page: ``[text]{= expression }`` and ``/// claim | expression``."""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

from markdown.inlinepatterns import InlineProcessor
from pymdownx.blocks.block import Block

from evidoc.check import judge_claim
from evidoc.claims import ClaimError, find_binding_end, parse_binding
from evidoc.markdown.rendering import Rendering, of, rendered_key
from evidoc.page import Claim
from evidoc.record import RecordError


def plain_text(rendering: Rendering, text: str) -> str:
    """Return a text for an attribute: without the bindings of its claims, which are noted."""
    parts, position = [], 0
    while (opening := text.find("[", position)) >= 0:
        found = _claim_at(text, opening)
        if found is None:
            parts.append(text[position : opening + 1])
            position = opening + 1
            continue
        shown, source, end = found
        note(rendering, shown, source)
        parts += text[position:opening], shown
        position = end
    return "".join([*parts, text[position:]])


def _claim_at(text: str, opening: int) -> tuple[str, str, int] | None:
    """Return text, expression and end of the claim whose ``[`` is at ``opening``, if it is one."""
    closing = _closing_bracket(text, opening)
    if closing is None or not text.startswith("{=", closing + 1):
        return None
    end = find_binding_end(text, closing + 3)
    return None if end is None else (text[opening + 1 : closing], text[closing + 3 : end], end + 1)


class ClaimProcessor(InlineProcessor):
    """Renders an inline claim as ``<data>`` with the computed values."""

    def __init__(self, md: object) -> None:
        super().__init__(r"\[", md)  # type: ignore[arg-type]

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        """Return the element for a claim that opens here, or nothing."""
        found = _claim_at(data, m.start())
        if found is None:
            return None, None, None
        text, source, end = found
        element = etree.Element("data", {"class": "evidoc-claim"})
        element.text = text
        _show(of(self.md), element, note(of(self.md), text, source))
        return element, m.start(), end


def _closing_bracket(text: str, opening: int) -> int | None:
    depth = 0
    for offset in range(opening, len(text)):
        if offset and text[offset - 1] == "\\":
            continue
        if text[offset] == "[":
            depth += 1
        elif text[offset] == "]":
            depth -= 1
            if depth == 0:
                return offset
    return None


class ClaimBlock(Block):  # type: ignore[misc]
    """A table, list or paragraph whose numbers are bound as one claim."""

    NAME = "claim"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Return the element that holds the bound text."""
        element = etree.SubElement(parent, "div", {"class": "evidoc-claim"})
        _show(of(self.md), element, note(of(self.md), None, self.argument))
        return element


def note(rendering: Rendering, text: str | None, source: str) -> Claim | None:
    """Note that a claim is rendered, and return it as the scan of the source found it.

    Args:
        rendering: The page.
        text: The claim's text; None for a block.
        source: Its expression.

    Returns:
        None for what the scan has reported as malformed already.
    """
    try:
        binding = parse_binding(source.replace("\\|", "|"))
    except ClaimError:
        return None
    example = rendering.example_of(binding)
    if example is None:
        return None
    key = (example, binding.source.strip(), "" if text is None else " ".join(text.split()))
    rendering.claims.append(key)
    return next((claim for claim in rendering.page.claims if rendered_key(claim) == key), None)


def _show(rendering: Rendering, element: etree.Element, claim: Claim | None) -> None:
    if claim is None:
        element.set("class", "evidoc-claim evidoc-wrong")
        return
    if wrong := judge_claim(rendering.project, rendering.language, claim):
        element.set("class", "evidoc-claim evidoc-wrong")
        element.set("data-evidoc-wrong", wrong[0])
        return
    try:
        record = rendering.project.record(rendering.language, claim.example)
    except RecordError:
        return
    if element.tag == "data":
        values = [value for name in claim.binding.elements for value in record.values[name]]
        element.set("value", " ".join(map(str, values)))
