"""Where the numbers of a page come from: a note for each claim, and a list at the page's end.

A note opens on click, tap or Enter and closes on Escape without any script: ``popover`` does it.
The number itself stays plain text, which can be selected, found and broken into lines; a button
without a text of its own lies over it.

A note stands where a value is derived. A constant of the program has none, and what was noted in a
section has none again there: such numbers are bound and marked up as ``<data>`` alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from evidoc.checks.coverage import count_bound, given_of
from evidoc.checks.totals import TOTALS, values_of
from evidoc.core.findings import EvidocError
from evidoc.core.words import words
from evidoc.markdown.example import anchor_of
from evidoc.markdown.rendering import Rendering, of
from evidoc.pages.claims import Binding, expression_of, numerals_of
from evidoc.pages.page import Claim

# A note inside these would be a button within a button, or part of the table of contents.
QUIET = {"a", "button", "label", "summary", "h1", "h2", "h3", "h4", "h5", "h6"}
_HEADING = re.compile(r"h[12]")
_LINE = re.compile(r'<span id="(?P<anchor>[\w-]+)-(?P<number>\d+)">(?P<code>.*\n)</span>')
_PART = re.compile(r"(\w+)(?:\[[^\[\]()]*\])*")  # a name, or an item of it
_JSON = re.compile(r"json\.loads?\(.*?(?P<file>(?P<name>[\w{}-]+)(?P<kept>\.kept)?\.json)")
_VALUES = 8  # so many are shown in a note


class ProvenanceTreeprocessor(Treeprocessor):
    """Adds the notes and the list, once the claims have their values."""

    def run(self, root: Element) -> None:
        """Give every claim in body text its button, then append the notes and the list."""
        rendering = of(self.md)
        notes = _Notes(rendering)
        parents = {child: parent for parent in root.iter() for child in parent}
        sections = _sections(root)
        noted = set()
        for element, claim in rendering.bound:
            if element.tag == "div":
                notes.add_below(element, claim)
                continue
            said = sections[element], claim.example, *_derivation(rendering, element, claim)
            if said in noted or _is_quiet(element, parents) or _is_constant(rendering, claim):
                continue
            noted.add(said)
            notes.add_over(element, claim)
        _drop_anchors(self.md, rendering, notes.targets)
        if any(claim.example != TOTALS for _, claim in rendering.bound):
            root.append(_evidence(rendering))
            rendering.made.add(root[-1])
        if notes.notes:
            root.append(notes.to_element(self.md))
            rendering.made.add(root[-1])


def _is_quiet(element: Element, parents: dict[Element, Element]) -> bool:
    while element in parents:
        element = parents[element]
        if element.tag in QUIET or "admonition-title" in element.get("class", ""):
            return True
    return False


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
        """Lay a button over the text of a claim."""
        text = "".join(element.itertext())
        # What Markdown puts in later is marked by control characters here.
        name = self.words.how("…" if "\x02" in text else text)
        button = SubElement(element, "button", {**self._attributes(claim), "aria-label": name})
        self.rendering.made.add(button)

    def add_below(self, element: Element, claim: Claim) -> None:
        """Put a button below a table or list."""
        line = SubElement(element, "p", {"class": "evidoc-source"})
        button = SubElement(line, "button", self._attributes(claim))
        button.text = AtomicString(self.words.computed_by(_program(claim)))
        self.rendering.made.add(line)

    def _attributes(self, claim: Claim) -> dict[str, str]:
        note = "\n".join(self._lines(claim))
        name = self.notes.setdefault(note, f"evidoc-origin-{len(self.notes) + 1}")
        return {"type": "button", "class": "evidoc-how", "popovertarget": name}

    def _lines(self, claim: Claim) -> Iterator[str]:
        """Yield the paragraphs of a note: expression and value, then the line that computed it."""
        expression = f"<code>{escape(expression_of(claim.binding))}</code>"
        value = _value(self.rendering, claim)
        yield f"<p>{expression}{f' = {escape(value)}' if value else ''}</p>"
        if claim.example == TOTALS:
            yield f"<p>{escape(self.words.counted)}</p>"
            return
        try:
            localised = self.rendering.project.localised(self.rendering.language, claim.example)
        except EvidocError:
            return
        shown = localised.program.as_shown
        program = shown.text.splitlines()
        line = shown.defining_line(claim.binding.elements)
        if line is None:
            yield f"<p>{escape(_program(claim))}</p>"
            return
        place = escape(self.words.line(_program(claim), line))
        target = self._target(claim.example, program, line)
        yield f'<p><a href="#{target}">{place}</a></p>' if target else f"<p>{place}</p>"
        if read := _JSON.search(program[line - 1]):
            said = self.words.kept(read["name"]) if read["kept"] else self.words.read(read["file"])
            yield f"<p>{escape(said)}</p>"
        else:
            yield f"<p><code>{escape(program[line - 1].strip())}</code></p>"

    def _target(self, example: str, program: list[str], line: int) -> str | None:
        """Return the id of a line of a program in the code that the page shows."""
        for listing in self.rendering.listings.get(example, ()):
            first = _first_line(program, listing.lines)
            if first is not None and first <= line < first + len(listing.lines):
                target = f"{listing.anchor}-{line - first + 1}"
                self.targets.add(target)
                return target
        return None

    def to_element(self, md: Markdown) -> Element:
        """Return all notes, closed, in an element that a search leaves out.

        It is no ``div``: Material's search would take the end of the first note for its own.
        """
        box = Element("section", {"class": "evidoc-origins", "data-search-exclude": ""})
        notes = (
            f'<div class="evidoc-origin" id="{name}" popover>\n{note}\n</div>'
            for note, name in self.notes.items()
        )
        box.text = md.htmlStash.store("\n".join(notes))
        return box


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


def _evidence(rendering: Rendering) -> Element:
    """Return the list of what computed the numbers of the page."""
    said = words(rendering.language)
    examples = sorted({claim.example for _, claim in rendering.bound} - {TOTALS})
    section = Element("section", {"class": "evidoc-evidence", "data-search-exclude": ""})
    line = SubElement(section, "p")
    label = SubElement(line, "strong")
    label.text = AtomicString(said.evidence)
    label.tail = AtomicString(f" {said.bound(_bound(rendering), len(examples))} ")
    if url := rendering.method_url():
        SubElement(line, "a", {"href": url}).text = AtomicString(said.method)
    folded = SubElement(section, "details")
    SubElement(folded, "summary").text = AtomicString(said.programs)
    listed = SubElement(folded, "p")
    for example in examples:
        entry = SubElement(listed, "span")
        if example in rendering.shown:
            entry.tag = "a"
            entry.set("href", f"#{anchor_of(example)}-example")
        entry.text = AtomicString(example.rpartition("/")[2])
        digest = rendering.project.record(rendering.language, example).digest
        ending = ", " if example != examples[-1] else ""
        entry.tail = AtomicString(f" ({said.digest} {digest[:8]}){ending}")
    if given := given_of(rendering.page, tuple(rendering.project.config.names)):
        texts = dict.fromkeys(" ".join(each.text.split()) for each in given)
        SubElement(folded, "p").text = AtomicString(said.given(", ".join(texts)))
    versions = _versions(rendering, examples)
    SubElement(folded, "p").text = AtomicString(said.ran_with(versions))
    return section


def _bound(rendering: Rendering) -> int:
    """Return how many numbers of the page examples computed: totals are counted, not computed."""
    names = tuple(rendering.project.config.names)
    counts = count_bound(rendering.page, names)
    counted = [
        len(numerals_of(claim.text, names))
        for _, claim in rendering.bound
        if claim.example == TOTALS
    ]
    return counts["claim"] + counts["formula"] - sum(counted)


def _versions(rendering: Rendering, examples: Iterable[str]) -> str:
    """Return the versions that the records of some examples name."""
    versions: dict[str, set[str]] = {}
    for example in examples:
        environment = rendering.project.record(rendering.language, example).environment
        for name, version in environment.items():
            versions.setdefault(name, set()).add(version)
    return ", ".join(f"{name} {' / '.join(sorted(found))}" for name, found in versions.items())
