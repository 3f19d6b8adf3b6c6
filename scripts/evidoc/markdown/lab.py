"""The headings of a lab get the same ids in every language: its author writes none."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from evidoc.markdown.rendering import of

_HEADING = re.compile(r"h[1-6]")


class LabTreeprocessor(Treeprocessor):
    """Numbers the headings of a lab, before the table of contents names them by their words."""

    def run(self, root: Element) -> None:
        """Give each heading that has none an id: ``top``, then ``part-1`` and so on."""
        if not of(self.md).path.endswith(".ipynb"):
            return
        headings = (each for each in root.iter() if _HEADING.fullmatch(each.tag))
        for number, heading in enumerate(headings):
            if "id" not in heading.attrib:
                heading.set("id", f"part-{number}" if number else "top")
