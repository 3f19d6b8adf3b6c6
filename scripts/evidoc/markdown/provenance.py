"""Where the numbers of a page come from: a note for each claim, and a list at the page's end.

A number links to what the list says of it, so it can be asked without any script; with the
engine's script the same text opens as a note beside the number. The number itself stays plain text,
which can be selected, found and broken into lines; a link without a text of its own lies over it.

A note stands where a value is derived. A constant of the program has none, what was noted in a
section has none again there, and of the numbers that one line gives to a paragraph, a list or a
table only the first has one: such numbers are bound and marked up as ``<data>`` alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from evidoc.checks.totals import TOTALS, values_of
from evidoc.core.findings import EvidocError
from evidoc.core.words import words
from evidoc.markdown.evidence_list import evidence_list
from evidoc.markdown.rendering import Rendering, of
from evidoc.pages.bindings import Binding, expression_of
from evidoc.pages.page import Claim

# A link inside these would stand within a link or a button, or in the table of contents.
QUIET = {"a", "button", "label", "summary", "h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {"p", "ul", "ol", "table", "dl"}
_HEADING = re.compile(r"h[12]")
_LINE = re.compile(r'<span id="(?P<anchor>[\w.-]+)-(?P<number>\d+)">(?P<code>.*\n)</span>')
_PART = re.compile(r"(\w+)(?:\[[^\[\]()]*\])*")  # a name, or an item of it
_JSON = re.compile(r"json\.loads?\(.*?(?P<file>(?P<name>[\w{}.-]+?)(?P<kept>\.kept)?\.json)")
_VALUES = 8  # so many are shown in a note


class ProvenanceTreeprocessor(Treeprocessor):
    """Adds the notes and the list, once the claims have their values."""

    def run(self, root: Element) -> None:
        """Give every claim in body text its link, then append the list."""
        rendering = of(self.md)
        if not rendering.for_readers:
            return
        notes = _Notes(rendering)
        parents = {child: parent for parent in root.iter() for child in parent}
        sections = _sections(root)
        noted: set[tuple[object, ...]] = set()
        for element, claim in rendering.bound:
            if element.tag == "div":
                notes.add_below(element, claim)
                continue
            line, text = _derivation(rendering, element, claim)
            said: set[tuple[object, ...]] = {(sections[element], claim.example, line, text)}
            said.add((_block(element, parents), claim.example, line, ""))
            if said & noted or _is_quiet(element, parents) or _is_constant(rendering, claim):
                continue
            noted |= said
            notes.add_over(element, claim)
        _drop_anchors(self.md, rendering, notes.targets)
        if rendering.bound:
            root.append(evidence_list(rendering, self.md, notes.notes))
            rendering.made.add(root[-1])


def _is_quiet(element: Element, parents: dict[Element, Element]) -> bool:
    while element in parents:
        element = parents[element]
        if element.tag in QUIET or "admonition-title" in element.get("class", ""):
            return True
    return False


def _block(element: Element, parents: dict[Element, Element]) -> Element:
    """Return the paragraph, item or table around an element: its numbers are read together."""
    while element in parents and element.tag not in _BLOCKS:
        element = parents[element]
    return element


def _sections(root: Element) -> dict[Element, int]:
    """Return how many titles of sections, with their subsections, stand before each element."""
    count = 0
    sections = {}
    for element in root.iter():
        count += bool(isinstance(element.tag, str) and _HEADING.fullmatch(element.tag))
        sections[element] = count
    return sections


def _is_constant(rendering: Rendering, claim: Claim) -> bool:
    """Return whether a claim says literals of its program by their names."""
    snippet = rendering.project.snippets.get(claim.example)
    if snippet is None or snippet.finding:
        return False
    parts = (_PART.fullmatch(element) for element in claim.binding.elements)
    return all(part is not None and part[1] in snippet.program.constants for part in parts)


def _derivation(rendering: Rendering, element: Element, claim: Claim) -> tuple[object, str]:
    """Return what makes a claim say again what another one said: where it is from, and its text."""
    text = "".join(element.itertext())
    snippet = rendering.project.snippets.get(claim.example)
    if snippet is None or snippet.finding or claim.binding.relation:
        return claim.binding.source.strip(), text
    line = snippet.program.defining_line(claim.binding.elements)
    return line or claim.binding.source.strip(), text


def _drop_anchors(md: Markdown, rendering: Rendering, used: set[str]) -> None:
    """Take the ids off the lines of code that no note leads to."""
    anchors = {each.anchor for listings in rendering.listings.values() for each in listings}

    def line(match: re.Match[str]) -> str:
        is_ours = match["anchor"] in anchors
        keeps = not is_ours or f"{match['anchor']}-{match['number']}" in used
        return match[0] if keeps else match["code"]

    blocks = md.htmlStash.rawHtmlBlocks
    for index, block in enumerate(blocks):
        if isinstance(block, str) and "<span id=" in block:
            blocks[index] = _LINE.sub(line, block)


class _Notes:
    """The notes of a page; claims that say the same share one."""

    def __init__(self, rendering: Rendering) -> None:
        self.rendering = rendering
        self.words = words(rendering.language)
        self.notes: dict[str, str] = {}
        self.targets: set[str] = set()

    def add_over(self, element: Element, claim: Claim) -> None:
        """Lay a link over the text of a claim."""
        text = "".join(element.itertext())
        # What Markdown puts in later is marked by control characters here.
        name = self.words.say("how", "…" if "\x02" in text else text)
        link = SubElement(element, "a", {**self._attributes(claim), "aria-label": name})
        self.rendering.made.add(link)

    def add_below(self, element: Element, claim: Claim) -> None:
        """Put a link below a table or list."""
        line = SubElement(element, "p", {"class": "evidoc-source"})
        link = SubElement(line, "a", self._attributes(claim))
        link.text = AtomicString(self.words.say("computed_by", _program(claim)))
        self.rendering.made.add(line)

    def _attributes(self, claim: Claim) -> dict[str, str]:
        note = " ".join(self._lines(claim))
        name = self.notes.setdefault(note, f"evidoc-note-{len(self.notes) + 1}")
        return {"class": "evidoc-how", "href": f"#{name}"}

    def _lines(self, claim: Claim) -> Iterator[str]:
        """Yield the lines of a note: expression and value, then the line that computed it."""
        expression = f"<code>{escape(expression_of(claim.binding))}</code>"
        value = _value(self.rendering, claim)
        yield f"{expression}{f' = {escape(value)}' if value else ''}"
        if claim.example == TOTALS:
            yield f"<span>{escape(self.words.counted)}</span>"
            return
        try:
            localised = self.rendering.project.programs.localised(
                self.rendering.language, claim.example
            )
        except EvidocError:
            return
        shown = localised.program.as_shown
        program = shown.text.splitlines()
        line = shown.defining_line(claim.binding.elements)
        if line is None:
            yield f"<span>{escape(_program(claim))}</span>"
            return
        place = escape(self.words.say("line", _program(claim), line))
        target = self._target(claim.example, program, line)
        yield f'<a href="#{target}">{place}</a>' if target else f"<span>{place}</span>"
        if read := _JSON.search(program[line - 1]):
            kept, file = f"{read['name']}.py", read["file"]
            said = self.words.say("kept", kept) if read["kept"] else self.words.say("read", file)
            yield f"<span>{escape(said)}</span>"
        else:
            yield f"<code>{escape(program[line - 1].strip())}</code>"

    def _target(self, example: str, program: list[str], line: int) -> str | None:
        """Return the id of a line of a program in the code that the page shows."""
        for listing in self.rendering.listings.get(example, ()):
            first = _first_line(program, listing.lines)
            if first is not None and first <= line < first + len(listing.lines):
                target = f"{listing.anchor}-{line - first + 1}"
                self.targets.add(target)
                return target
        return None


def _first_line(program: list[str], part: tuple[str, ...]) -> int | None:
    """Return the line of a program at which a part of it, perhaps dedented, begins."""
    wanted = [line.strip() for line in part]
    lines = [line.strip() for line in program]
    for first in range(len(lines) - len(wanted) + 1):
        if lines[first : first + len(wanted)] == wanted:
            return first + 1
    return None


def _program(claim: Claim) -> str:
    return "evidoc" if claim.example == TOTALS else f"{claim.example.rpartition('/')[2]}.py"


def _value(rendering: Rendering, claim: Claim) -> str:
    """Return the exact values of a claim; nothing for a comparison, which says all itself."""
    binding: Binding = claim.binding
    if binding.relation:
        return ""
    computed = values_of(rendering.project, rendering.language, claim)
    values = [str(value) for element in binding.elements for value in computed[element]]
    return ", ".join(values[:_VALUES] + ["…"] * (len(values) > _VALUES))
