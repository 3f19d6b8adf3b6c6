"""The list at the end of a page, folded into one line: what computed its numbers, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import AtomicString

from evidoc.checks.coverage import count_bound, given_of
from evidoc.checks.totals import TOTALS
from evidoc.core.words import words
from evidoc.markdown.example import anchor_of
from evidoc.markdown.example_html import add_late
from evidoc.markdown.rendering import Rendering
from evidoc.pages.claims import numerals_of


def evidence_list(rendering: Rendering, md: Markdown, notes: Mapping[str, str]) -> Element:
    """Return the section that lists a page's notes, programs, givens and versions.

    Args:
        rendering: The page.
        md: Holds the notes until the page is whole.
        notes: The id of each note by its HTML.
    """
    said = words(rendering.language)
    examples = sorted({claim.example for _, claim in rendering.bound} - {TOTALS})
    section = Element("section", {"class": "evidoc-evidence", "data-search-exclude": ""})
    bound = said.bound(_bound(rendering), len(examples)) if examples else said.counted
    listed = add_late(section, f"{said.evidence}: {bound}", "evidoc-notes")
    if notes:
        items = SubElement(listed, "ol")
        for note, name in notes.items():
            # Its links lead to lines of code that are not in the tree: MkDocs must not look.
            SubElement(items, "li", {"id": name}).text = md.htmlStash.store(note)
    if examples:
        _add_programs(listed, rendering, examples)
    if given := given_of(rendering.page, tuple(rendering.project.config.names)):
        texts = dict.fromkeys(" ".join(each.text.split()) for each in given)
        SubElement(listed, "p").text = AtomicString(said.say("given", ", ".join(texts)))
    if url := rendering.method_url():
        line = SubElement(listed, "p")
        SubElement(line, "a", {"href": url}).text = AtomicString(said.method)
    return section


def _add_programs(parent: Element, rendering: Rendering, examples: list[str]) -> None:
    """Name each program with the start of its digest, and what they ran with."""
    said = words(rendering.language)
    listed = SubElement(parent, "p")
    listed.text = AtomicString(f"{said.programs}: ")
    for example in examples:
        entry = SubElement(listed, "span")
        if example in rendering.shown:
            entry.tag = "a"
            entry.set("href", f"#{anchor_of(example)}-example")
        entry.text = AtomicString(example.rpartition("/")[2])
        digest = rendering.project.records.record(rendering.language, example).digest
        ending = ", " if example != examples[-1] else ""
        entry.tail = AtomicString(f" ({said.digest} {digest[:8]}){ending}")
    versions = said.say("ran_with", _versions(rendering, examples))
    SubElement(parent, "p").text = AtomicString(versions)


def _bound(rendering: Rendering) -> int:
    """Return how many numbers of the page examples computed: totals are counted, not computed."""
    names = tuple(rendering.project.config.names)
    counts = count_bound(rendering.page, names)
    counted = [
        len(numerals_of(claim.text, names, claim.binding.decimal))
        for _, claim in rendering.bound
        if claim.example == TOTALS
    ]
    return counts["claim"] + counts["formula"] - sum(counted)


def _versions(rendering: Rendering, examples: Iterable[str]) -> str:
    """Return the versions that the records of some examples name."""
    versions: dict[str, set[str]] = {}
    for example in examples:
        environment = rendering.project.records.record(rendering.language, example).environment
        for name, version in environment.items():
            versions.setdefault(name, set()).add(version)
    return ", ".join(f"{name} {' / '.join(sorted(found))}" for name, found in versions.items())
