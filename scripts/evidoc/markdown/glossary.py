"""The glossary on a page: ``/// glossary``."""

from __future__ import annotations

import posixpath
from xml.etree import ElementTree as etree

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from evidoc.core.words import words
from evidoc.markdown.rendering import Rendering, of
from evidoc.project.glossary import Term


class GlossaryBlock(Block):  # type: ignore[misc]
    """Lists every term of the site's glossary, sorted as the page's language sorts them."""

    NAME = "glossary"

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Return the list of terms."""
        rendering = of(self.md)
        listed = etree.SubElement(parent, "dl", {"class": "evidoc-glossary"})
        rendering.made.add(listed)
        for entry in sorted(
            rendering.project.glossary.entries,
            key=lambda entry: entry.wordings[rendering.language].term.casefold(),
        ):
            _add(listed, entry, rendering)
        return listed


def _add(listed: etree.Element, entry: Term, rendering: Rendering) -> None:
    wording = entry.wordings[rendering.language]
    term = etree.SubElement(listed, "dt", {"id": entry.id})
    term.text = AtomicString(wording.term)
    shown = {wording.term}
    for code, other in entry.wordings.items():
        if other.term not in shown:
            foreign = etree.SubElement(term, "span", {"lang": code})
            foreign.text = AtomicString(other.term)
            shown.add(other.term)
    description = etree.SubElement(listed, "dd")
    description.text = f"{wording.text} "
    said = words(rendering.language)
    if aliases := [alias for alias in wording.aliases if alias not in shown]:
        also = etree.SubElement(description, "span")
        also.text = AtomicString(said.say("also", ", ".join(aliases)))
        also.tail = " "
    if entry.page:
        target = posixpath.relpath(entry.page, posixpath.dirname(rendering.path) or ".")
        link = etree.SubElement(description, "a", {"href": target})
        page = rendering.project.pages[rendering.language].get(entry.page.partition("#")[0])
        link.text = page.headings[0].text if page and page.headings else entry.page
