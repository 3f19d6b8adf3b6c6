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
from evidoc.markdown.parts import part_of
from evidoc.markdown.raw_html import UNSEEN, parse_html
from evidoc.markdown.rendering import Piece, Rendering, of
from evidoc.pages.comments import last_numbers
from evidoc.pages.given import InlineGiven
from evidoc.pages.markup import FRONT_MATTER
from evidoc.pages.page import Claim
from evidoc.pages.yaml_text import entries
from evidoc.records.record import RecordError

_INLINE = {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"}
_INLINE |= {"em", "font", "i", "ins", "kbd", "mark", "math", "q", "s", "samp", "small"}
_INLINE |= {"span", "strike", "strong", "time", "tt", "u", "var", "wbr"}
_HEADING = re.compile(r"h[1-6]")
# Attributes that are shown or read out.
_SPOKEN = (
    *("alt", "title", "aria-label", "placeholder", "label", "start", "value"),
    "data-toc-label",
)
_HIGHLIGHTED = ('<div class="highlight', '<table class="highlighttable')
_ICON = re.compile(r":[\w+-]+:")

# Keys of the front matter that no reader sees.
_SETTINGS = {
    *("topic", "given", "given_although", "formulas"),
    *("template", "hide", "icon", "search", "status", "robots"),
}


class SeenTreeprocessor(Treeprocessor):
    """Notes what the page shows."""

    def run(self, root: Element) -> None:
        """Read the whole tree."""
        rendering = of(self.md)
        rendering.seen = _Reader(self.md, rendering).read(root)
        rendering.forget_tree()


class _Reader:
    """Walks a tree once and writes down its text."""

    def __init__(self, md: Markdown, rendering: Rendering) -> None:
        self.md = md
        self.rendering = rendering
        self.seen = Seen(rendering.page.source)
        self.parts: list[str] = []
        self.passage = 0
        self.length = 0
        self.spoken: list[str] = []
        self.claim: SeenClaim | None = None
        self.hint: int | None = None
        self.in_code = False
        self.in_block = False
        self.hidden_until = ""

    def read(self, root: Element) -> Seen:
        self._element(root)
        self.hidden_until = ""
        for text in self.spoken:
            self._break()
            self._write(text, None)
        self._front_matter()
        self.seen.text = "".join(self.parts)
        return self.seen

    def _front_matter(self) -> None:
        match = FRONT_MATTER.match(self.rendering.page.source.text)
        for each in entries(match[1] or "") if match else ():
            if match and each.key not in _SETTINGS:
                start = match.start(1)
                self._break()
                self._write((match[1] or "")[each.start : each.end], start + each.start)

    # -- elements ------------------------------------------------------------------------------

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
        if not self.hidden_until and element not in self.rendering.made:
            self._part(element)
        if self._is_made_by_markdown(element):
            return
        if element in self.rendering.formulas_shown:
            self._formula(element)
            return
        self._attributes(element)
        if tag in _INLINE:
            self._inside(element, tag)
        elif tag == "sup" and self._is_power(element):
            self._raw("^{")
            self._inside(element, tag)
            self._raw("}")
        elif tag in ("sub", "sup"):
            self._space()
            self._inside(element, tag)
            self._space()
        else:
            self._break()
            self._inside(element, tag)
            self._break()

    def _is_power(self, element: Element) -> bool:
        """Tell whether it raises the number before it."""
        power = _plain("".join(element.itertext()))
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
                text = " ".join(self._since(start).split())
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
            self._break()
            self.seen.items.append((self.length, number))
            self._element(child)
            self._text(child.tail)

    def _note(self, element: Element) -> None:
        for name in ("id", "name"):
            if value := element.get(name):
                self.seen.ids.add(_plain(value))
        for name in ("href", "src"):
            target = element.get(name)
            if target and element.tag in ("a", "img"):
                self.seen.links.append((self.length, _plain(target)))

    def _part(self, element: Element) -> None:
        if part := part_of(element):
            self.seen.parts.append(SeenPart(self.length, part[0], _plain(part[1])))

    def _attributes(self, element: Element) -> None:
        for name in () if self.hidden_until else _SPOKEN:
            value = element.get(name)
            if not value or (name == "value" and element in self.rendering.matched):
                continue
            if name == "data-toc-label" and element in self.rendering.labelled:
                continue
            if not _ICON.fullmatch(value):
                self.spoken.append(_plain(value))

    def _made(self, box: Element) -> None:
        """Read what the page's author wrote of what the engine made: the rest is recorded."""
        for element in box.iter():
            if value := element.get("id"):
                self.seen.ids.add(value)
            if element in self.rendering.alternatives:
                self._alternative(self.rendering.alternatives[element])
            elif element.tag == "figcaption":
                self._break()
                self._content(element)
                self._break()

    def _alternative(self, pieces: Sequence[Piece]) -> None:
        """Read a text alternative and the claims in it."""
        self._break()
        for text, mark in pieces:
            self.claim = SeenClaim(mark) if isinstance(mark, Claim) else None
            if self.claim is not None:
                self.seen.claims.append(self.claim)
            start = self.length
            self._write(text, mark.start if mark else None)
            if isinstance(mark, InlineGiven):
                self.seen.given.append((start, self.length))
        self.claim = None
        self._break()

    def _formula(self, box: Element) -> None:
        """Write a formula as LaTeX, with the text that was glued to it."""
        formula = self.rendering.formulas_shown[box]
        if formula.is_display:
            self._break()
        self._text(box.text)
        self._raw("$")
        start = self.length
        self._write(formula.latex, None)
        shown = SeenFormula(formula.latex, (start, self.length), formula.is_display)
        self.seen.formulas.append(shown)
        self._raw("$")
        for child in box:
            self._text(child.tail)
        if formula.is_display:
            self._break()

    def _is_made_by_markdown(self, element: Element) -> bool:
        """Tell whether Markdown itself numbers or names something here."""
        classes = element.get("class", "").split()
        if element.tag == "sup":
            return element.get("id", "").startswith("fnref") and all(
                child.get("class") == "footnote-ref" for child in element
            )
        if element.tag == "a" and classes == ["footnote-backref"]:
            return element.get("href", "").startswith("#fnref")
        if "linenos" in classes:
            return self.in_code and "".join(element.itertext()).strip().isdigit()
        if element.tag == "kbd":
            return any(each.startswith("key-") for each in classes)
        return element.tag == "div" and classes == ["toc"]

    # -- text ----------------------------------------------------------------------------------

    def _text(self, text: str | None) -> None:
        """Write a text, in which placeholders stand for raw HTML."""
        if not text:
            return
        position = 0
        for match in HTML_PLACEHOLDER_RE.finditer(text):
            self._write(_plain(text[position : match.start()]), self.hint)
            position = match.end()
            self._stashed(int(match[1]))
        self._write(_plain(text[position:]), self.hint)

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

    def _write(self, text: str, hint: int | None) -> None:
        if not text or self.hidden_until:
            return
        if text[0].isdigit() and self.parts and self.parts[-1][-1:].isalpha():
            self._raw("*")  # "reaches**17**" is a number, though it looks like a name
        start = self.length
        self._raw(text)
        self.seen.runs.append((start, self.length, hint))
        if self.claim is not None:
            spans = self.claim.spans
            if spans and spans[-1][1] == start:
                spans[-1] = (spans[-1][0], self.length)
            else:
                spans.append((start, self.length))

    def _since(self, start: int) -> str:
        """Return what was written from an offset on."""
        length, index = self.length, len(self.parts)
        while length > start:
            index -= 1
            length -= len(self.parts[index])
        return "".join(self.parts[index:])

    def _raw(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _space(self) -> None:
        self._raw(" ")

    def _break(self) -> None:
        if self.parts and self.parts[-1] != "\n\n":
            self._raw("\n\n")
            self.passage = len(self.parts)


_ESCAPED = re.compile("\x02(\\d+)\x03")
_PLACEHOLDER = re.compile("\x02[^\x02\x03]*\x03")


def _plain(text: str) -> str:
    """Return a text without the signs by which Markdown remembers escapes."""
    text = text.replace("\x02amp\x03", "&")
    text = _ESCAPED.sub(lambda match: chr(int(match[1])), text)
    return _PLACEHOLDER.sub(" ", text)
