"""What was printed and drawn, as a reader sees it: the text itself, character for character."""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

RECORDED = frozenset({"evidoc-output", "evidoc-data", "evidoc-failure"})
"""The classes of the elements that hold nothing but recorded text."""


def visible(text: str) -> str:
    """Return a text with its control characters as the pictures that Unicode has of them."""
    return _CONTROLS.sub(_picture, text)


_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


class RecordedTreeprocessor(Treeprocessor):
    """Keeps Markdown from reading recorded text: as entities, or as places of its own."""

    def run(self, root: etree.Element) -> None:
        """Escape what the serializer takes for an entity that is there already."""
        for box in root.iter():
            if box.get("class") in RECORDED:
                for element in box.iter():
                    if element.text:
                        element.text = _escaped(element.text)
                    if element.tail and element is not box:
                        element.tail = _escaped(element.tail)


def _escaped(text: str) -> str:
    return AtomicString(visible(text).replace("&", "&amp;"))
