"""Reads what a page shows from its rendered tree, behind everything that builds the tree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from evidoc.checks.seen import Seen, SeenClaim, SeenFormula, SeenHeading, SeenPart
from evidoc.checks.totals import values_of
from evidoc.markdown.parts import is_made_by_markdown, part_of
from evidoc.markdown.raw_html import UNSEEN, parse_html
from evidoc.markdown.rendering import Piece, Rendering, of
from evidoc.markdown.spoken import said_in_front_matter, spoken
from evidoc.markdown.transcript import Transcript, plain
from evidoc.pages.comments import last_numbers
from evidoc.pages.given import InlineGiven
from evidoc.pages.page import Claim
from evidoc.records.record import RecordError

_INLINE = {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"}
_INLINE |= {"em", "font", "i", "ins", "kbd", "mark", "math", "q", "s", "samp", "small"}
_INLINE |= {"span", "strike", "strong", "time", "tt", "u", "var", "wbr"}
_HEADING = re.compile(r"h[1-6]")
_HIGHLIGHTED = ('<div class="highlight', '<table class="highlighttable')


class SeenTreeprocessor(Treeprocessor):
    """Notes what the page shows."""

    def run(self, root: Element) -> Element | None:
        """Read the whole tree; nothing is left of it where nobody asks for the HTML."""
        rendering = of(self.md)
        rendering.seen = _Reader(self.md, rendering).read(root)
        rendering.forget_tree()
        return None if rendering.for_readers else Element(root.tag)


class _Reader(Transcript):
    """Walks a tree once and writes down its text."""

    def __init__(self, md: Markdown, rendering: Rendering) -> None:
        super().__init__(Seen(rendering.page.source))
        self.md = md
        self.rendering = rendering
        self.spoken: list[str] = []
        self.hint: int | None = None
        self.in_code = False
        self.in_block = False

    def read(self, root: Element) -> Seen:
        self._element(root)
        self.hidden_until = ""
        for text in self.spoken:
            self.break_off()
            self.write(text, None)
        for text, start in said_in_front_matter(self.rendering.page.source.text):
            self.break_off()
            self.write(text, start)
        self.seen.text = "".join(self.parts)
        return self.seen

    def _element(self, element: Element) -> None:
        """Read an element, without what follows it."""
        tag = element.tag if isinstance(element.tag, str) else "!--"
        if element in self.rendering.made:
            self._made(element)
            return
        if not self.hidden_until:
            self._note(element)
        if tag in UNSEEN or tag == "!--":
            return
        if not self.hidden_until and (part := part_of(element)):
            self.seen.parts.append(SeenPart(self.length, part[0], plain(part[1])))
        if is_made_by_markdown(element, in_code=self.in_code):
            return
        if element in self.rendering.formulas_shown:
            self._formula(element)
            return
        if not self.hidden_until:
            self.spoken += map(plain, spoken(element, self.rendering))
        if tag in _INLINE:
            self._inside(element, tag)
        elif tag == "sup" and self._is_power(element):
            self.raw("^{")
            self._inside(element, tag)
            self.raw("}")
        elif tag in ("sub", "sup"):
            self.raw(" ")
            self._inside(element, tag)
            self.raw(" ")
        else:
            self.break_off()
            self._inside(element, tag)
            self.break_off()

    def _is_power(self, element: Element) -> bool:
        """Tell whether it raises the number before it."""
        power = plain("".join(element.itertext()))
        is_behind_digit = bool(self.parts) and self.parts[-1][-1:].isdigit()
        return is_behind_digit and re.fullmatch(r"-?\d+", power) is not None

    def _inside(self, element: Element, tag: str) -> None:
        outer, hint = self.claim, self.hint
        claim = self.rendering.matched.get(element)
        if claim is not None and claim.is_comment:
            self.seen.claims.append(SeenClaim(claim, [self._bound_by_comment(claim)]))
        elif claim is not None:
            self.claim = SeenClaim(claim)
            self.hint = claim.start
            self.seen.claims.append(self.claim)
        elif tag == "th":
            self.claim = None
        start, in_block = self.length, self.in_block
        self.in_block |= tag == "pre"
        if tag == "ol":
            self._numbered(element)
        else:
            self._content(element)
        if _HEADING.fullmatch(tag):
            heading = SeenHeading(int(tag[1]), element.get("id", ""), (start, self.length))
            self.seen.headings.append(heading)
        if element in self.rendering.marked:
            self.seen.given.append((start, self.length))
        if tag == "code":
            self.seen.code.append((start, self.length))
            if not self.in_block:
                text = " ".join(self.since(start).split())
                self.seen.parts.append(SeenPart(start, "code in a sentence", f"`{text}`"))
        self.in_block = in_block
        self.claim, self.hint = outer, hint

    def _content(self, element: Element) -> None:
        self._text(element.text)
        for child in element:
            self._element(child)
            self._text(child.tail)

    def _bound_by_comment(self, claim: Claim) -> tuple[int, int]:
        """Return where the numbers stand that were just written and that a comment binds."""
        text = "".join(self.parts[self.passage :])
        self.passage = len(self.parts)  # no number is bound twice
        project = self.rendering.project
        count = len(claim.binding.elements)
        with suppress(RecordError, KeyError):  # findings of the claim
            values = values_of(project, self.rendering.language, claim)
            count = sum(len(values[element]) for element in claim.binding.elements)
        at = last_numbers(text, count, project.config.names, claim.binding.decimal)
        return self.length - len(text) + at, self.length

    def _numbered(self, element: Element) -> None:
        """Read an ordered list; its items are numbered from one, or say so in an attribute."""
        self._text(element.text)
        for number, child in enumerate(element, 1):
            self.break_off()
            self.seen.items.append((self.length, number))
            self._element(child)
            self._text(child.tail)

    def _note(self, element: Element) -> None:
        for name in ("id", "name"):
            if value := element.get(name):
                self.seen.ids.add(plain(value))
        for name in ("href", "src"):
            target = element.get(name)
            if target and element.tag in ("a", "img"):
                self.seen.links.append((self.length, plain(target)))

    def _made(self, box: Element) -> None:
        """Read what the page's author wrote of what the engine made: the rest is recorded."""
        for element in box.iter():
            if value := element.get("id"):
                self.seen.ids.add(value)
            if element in self.rendering.alternatives:
                self._alternative(self.rendering.alternatives[element])
            elif element.tag == "figcaption":
                self.break_off()
                self._content(element)
                self.break_off()

    def _alternative(self, pieces: Sequence[Piece]) -> None:
        """Read a text alternative and the claims in it."""
        self.break_off()
        for text, mark in pieces:
            self.claim = SeenClaim(mark) if isinstance(mark, Claim) else None
            if self.claim is not None:
                self.seen.claims.append(self.claim)
            start = self.length
            self.write(text, mark.start if mark else None)
            if isinstance(mark, InlineGiven):
                self.seen.given.append((start, self.length))
        self.claim = None
        self.break_off()

    def _formula(self, box: Element) -> None:
        """Write a formula as LaTeX, with the text that was glued to it."""
        formula = self.rendering.formulas_shown[box]
        if formula.is_display:
            self.break_off()
        self._text(box.text)
        self.raw("$")
        start = self.length
        self.write(formula.latex, None)
        shown = SeenFormula(formula.latex, (start, self.length), formula.is_display)
        self.seen.formulas.append(shown)
        self.raw("$")
        for child in box:
            self._text(child.tail)
        if formula.is_display:
            self.break_off()

    def _text(self, text: str | None) -> None:
        """Write a text, in which placeholders stand for raw HTML."""
        if not text:
            return
        position = 0
        for match in HTML_PLACEHOLDER_RE.finditer(text):
            self.write(plain(text[position : match.start()]), self.hint)
            position = match.end()
            self._stashed(int(match[1]))
        self.write(plain(text[position:]), self.hint)

    def _stashed(self, index: int) -> None:
        stash = self.md.htmlStash.rawHtmlBlocks
        raw = stash[index] if index < len(stash) else ""
        if isinstance(raw, Element):
            self._element(raw)
        elif raw:
            self._raw_html(raw)

    def _raw_html(self, raw: str) -> None:
        """Read raw HTML; what hides text may open in one piece of it and close in another."""
        if self.hidden_until:
            end = raw.lower().find(self.hidden_until)
            if end < 0:
                return
            raw = raw[end + len(self.hidden_until) :]
            self.hidden_until = ""
        tree, unclosed, closing = parse_html(raw)
        self.in_code = raw.startswith(_HIGHLIGHTED)
        self._content(tree)
        self.in_code = False
        self.seen.unclosed, self.hidden_until = unclosed, closing
