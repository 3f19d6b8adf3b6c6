"""What a page shows or has read out beside its text: attributes, and words of its front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from evidoc.markdown.rendering import Rendering
from evidoc.pages.markup import FRONT_MATTER
from evidoc.pages.yaml_text import entries

# Attributes that are shown or read out.
_SPOKEN = (
    *("alt", "title", "aria-label", "placeholder", "label", "start", "value"),
    "data-toc-label",
)
_ICON = re.compile(r":[\w+-]+:")
# Keys of the front matter that no reader sees.
_SETTINGS = {
    *("topic", "given", "given_although", "formulas"),
    *("template", "hide", "icon", "search", "status", "robots"),
}


def spoken(element: Element, rendering: Rendering) -> Iterator[str]:
    """Yield the attributes of an element that a reader sees or hears."""
    for name in _SPOKEN:
        value = element.get(name)
        if not value or (name == "value" and element in rendering.matched):
            continue
        if name == "data-toc-label" and element in rendering.labelled:
            continue
        if not _ICON.fullmatch(value):
            yield value


def said_in_front_matter(text: str) -> Iterator[tuple[str, int]]:
    """Yield what the front matter of a page says to readers, and where."""
    match = FRONT_MATTER.match(text)
    for each in entries(match[1] or "") if match else ():
        if match and each.key not in _SETTINGS:
            start = match.start(1)
            yield (match[1] or "")[each.start : each.end], start + each.start
