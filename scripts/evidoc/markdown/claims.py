"""Claims on the page: ``[text]{= expression }`` and ``/// claim | expression``."""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks.block import Block

from evidoc.checks.claims import judge_claim
from evidoc.checks.totals import values_of
from evidoc.core.values import ClaimError
from evidoc.markdown.compare import Key, key_of, rendered_key
from evidoc.markdown.rendering import Piece, Rendering, of
from evidoc.pages.bindings import find_binding_end, parse_binding
from evidoc.pages.comments import CLAIM
from evidoc.pages.given import MARK, InlineGiven
from evidoc.pages.page import Claim
from evidoc.records.record import RecordError


def alternative(rendering: Rendering, text: str) -> list[Piece]:
    """Return a text for an attribute in pieces, each with what marks it; the marks are noted."""
    scanned = {rendered_key(claim): claim for claim in rendering.claims_in_source()}
    pieces: list[Piece] = []
    position = 0
    for opening in (match.start() for match in re.finditer(r"\[", text)):
        if opening < position:
            continue
        mark: Claim | InlineGiven | None
        if given := given_at(text, opening):
            shown, end = given
            rendering.given.append(shown)
            mark = rendering.given_of(shown)
        elif found := _claim_at(text, opening):
            shown, source, end = found
            key = key_of(source, shown)
            rendering.claims.append(key)
            mark = scanned.get(key)
        else:
            continue
        pieces += (text[position:opening], None), (shown, mark)
        position = end
    return [*pieces, (text[position:], None)]


def _claim_at(text: str, opening: int) -> tuple[str, str, int] | None:
    """Return text, expression and end of the claim whose ``[`` is at ``opening``, if it is one."""
    closing = _closing_bracket(text, opening)
    if closing is None or not text.startswith("{=", closing + 1):
        return None
    end = find_binding_end(text, closing + 3)
    return None if end is None else (text[opening + 1 : closing], text[closing + 3 : end], end + 1)


def given_at(text: str, opening: int) -> tuple[str, int] | None:
    """Return text and end of the declared text whose ``[`` is at ``opening``, if it is one."""
    closing = _closing_bracket(text, opening)
    if closing is None or not text.startswith(MARK, closing + 1):
        return None
    return text[opening + 1 : closing], closing + 1 + len(MARK)


# Attributes by which a rendered claim remembers its source until the tree is whole.
_SOURCE, _TEXT, _GIVEN = "data-evidoc-source", "data-evidoc-text", "data-evidoc-given"


class ClaimProcessor(InlineProcessor):
    """Renders an inline claim as ``<data>`` with the computed values, a given as its text."""

    def __init__(self, md: object) -> None:
        super().__init__(r"\[", md)  # type: ignore[arg-type]

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        """Return the element for a claim or a given that opens here, or nothing."""
        if given := given_at(data, m.start()):
            element = etree.Element("span", {_GIVEN: given[0]})
            element.text = given[0]
            return element, m.start(), given[1]
        found = _claim_at(data, m.start())
        if found is None:
            return None, None, None
        text, source, end = found
        element = etree.Element("data", {"class": "evidoc-claim", _SOURCE: source, _TEXT: text})
        element.text = text
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


class CommentClaimProcessor(InlineProcessor):
    """Keeps the place of a claim in a comment, as an element without content."""

    def __init__(self, md: object) -> None:
        # Up to the next comment: the search for an end is not to begin anew from each of many.
        pattern = rf"{CLAIM.pattern}(?P<source>(?:(?!<!--|-->).)*+)-->"
        super().__init__(pattern, md)  # type: ignore[arg-type]

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[etree.Element, int, int]:
        """Return the element."""
        attributes = {"class": "evidoc-claim", "hidden": "", _SOURCE: m["source"], _TEXT: ""}
        return etree.Element("data", attributes), m.start(), m.end()


class ClaimBlock(Block):  # type: ignore[misc]
    """A table, list or paragraph whose numbers are bound as one claim."""

    NAME = "claim"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Return the element that holds the bound text."""
        attributes = {"class": "evidoc-claim", _SOURCE: self.argument, _TEXT: ""}
        return etree.SubElement(parent, "div", attributes)


class ClaimTreeprocessor(Treeprocessor):
    """Gives every claim of a rendered page its values and its verdict.

    In the order of the document, which inline patterns do not keep: two claims that read alike
    can belong to different examples.
    """

    def run(self, root: etree.Element) -> None:
        """Match the claims of the page with those that the scan of its source found."""
        rendering = of(self.md)
        scanned: dict[Key, list[Claim]] = {}
        for claim in rendering.claims_in_source():
            scanned.setdefault(rendered_key(claim), []).append(claim)
        for element in root.iter():
            if (given := element.attrib.pop(_GIVEN, None)) is not None:
                rendering.given.append(given)
                if rendering.given_of(given):
                    rendering.marked.add(element)
            source = element.attrib.pop(_SOURCE, None)
            if source is None:
                continue
            key = key_of(source, element.attrib.pop(_TEXT))
            if _is_well_formed(source):
                rendering.claims.append(key)
            found = scanned.get(key)
            # The last one serves again, for what Markdown renders twice.
            matched = None if not found else found.pop(0) if len(found) > 1 else found[0]
            if matched is not None:
                rendering.matched[element] = matched
            if rendering.for_readers:
                _show(rendering, element, matched)


def _is_well_formed(source: str) -> bool:
    try:
        parse_binding(source.replace("\\|", "|"))
    except ClaimError:
        return False
    return True


def _show(rendering: Rendering, element: etree.Element, claim: Claim | None) -> None:
    if claim is None:
        element.set("class", "evidoc-claim evidoc-wrong")
        element.attrib.pop("hidden", None)
        return
    project, language = rendering.project, rendering.language
    if not rendering.is_known and (wrong := judge_claim(project, language, claim)):
        element.set("class", "evidoc-claim evidoc-wrong")
        element.set("data-evidoc-wrong", wrong[0])
        element.attrib.pop("hidden", None)
        return
    try:
        computed = values_of(project, language, claim)
    except RecordError:
        return
    if element.tag == "data":
        values = [value for name in claim.binding.elements for value in computed[name]]
        element.set("value", " ".join(map(str, values)))
    if not claim.is_comment:
        rendering.bound.append((element, claim))
