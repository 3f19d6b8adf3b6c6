"""Literature on a page: a citation, ``[@wang2018]``, and the list, ``/// references``."""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from evidoc.core.words import Words, words
from evidoc.markdown.rendering import of
from evidoc.pages.references import CITATION, find_citations, is_bracketed
from evidoc.project.references import Reference


class CitationProcessor(InlineProcessor):
    """Renders a citation as a link to the work in the page's list."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(CITATION, md)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        """Return the link; "Wang et al. (2018)", in brackets "Wang et al., 2018"."""
        rendering = of(self.md)
        if rendering.project.config.references is None:
            return None, None, None  # another tool's
        entry = rendering.project.references.entries.get(m["key"])
        if entry is None:
            element = etree.Element("span", {"class": "evidoc-citation evidoc-wrong"})
            element.text = AtomicString(m[0])
        else:
            attributes = {"class": "evidoc-citation", "href": f"#{anchor(entry)}"}
            element = etree.Element("a", attributes)
            in_brackets = is_bracketed(data, m.start())
            element.text = AtomicString(cited(entry, words(rendering.language), in_brackets))
        # The year is the list's, not the page's: what counts numbers does not look inside.
        rendering.made.add(element)
        return element, m.start(), m.end()


def anchor(entry: Reference) -> str:
    """Return the id of a work in the list."""
    return f"ref-{entry.key}"


def cited(entry: Reference, said: Words, in_brackets: bool = False) -> str:
    """Return the text of a citation."""
    first, *others = entry.families
    by = first
    if len(others) == 1:
        by = said.say("two_authors", first, others[0])
    elif others:
        by = said.say("more_authors", first)
    return said.say("cited_in_brackets" if in_brackets else "cited", by, entry.published)


class ReferencesBlock(Block):  # type: ignore[misc]
    """Lists the works that the page cites, by author and year."""

    NAME = "references"

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Return the list."""
        rendering = of(self.md)
        listed = etree.SubElement(parent, "ul", {"class": "evidoc-references"})
        rendering.made.add(listed)
        keys = {key for _, key in find_citations(rendering.page.source)}
        entries = rendering.project.references.entries
        known = [entries[key] for key in keys & entries.keys()]
        for entry in sorted(known, key=lambda each: (each.families, each.year, each.key)):
            _add(listed, entry)
        return listed


def _add(listed: etree.Element, entry: Reference) -> None:
    item = etree.SubElement(listed, "li", {"id": anchor(entry)})
    item.text = AtomicString(f"{', '.join(entry.names)} ({entry.published}). ")
    title = etree.SubElement(item, "cite")
    title.text = AtomicString(entry.title)
    title.tail = AtomicString(f". {entry.venue}. " if entry.venue else ". ")
    for number, (text, address) in enumerate(entry.links):
        if number:
            etree.SubElement(item, "span").text = AtomicString(", ")
        link = etree.SubElement(item, "a", {"href": address})
        link.text = AtomicString(text)
