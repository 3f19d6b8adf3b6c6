"""Finds the headings of a page in its source."""

from __future__ import annotations

import re

from evidoc.pages.markup import Source
from evidoc.pages.page import Heading

_HEADING = re.compile(r"^[ ]{0,3}(?P<marks>#{1,6})[ \t]++(?P<rest>.*)$", re.MULTILINE)
_ID = re.compile(r"#([\w-]+)")


def find_headings(source: Source) -> list[Heading]:
    """Return the headings of a page, in order."""
    return [
        Heading(source.line(m.start()), len(m["marks"]), *_heading(m["rest"]))
        for m in _HEADING.finditer(source.prose)
    ]


def _heading(rest: str) -> tuple[str, str]:
    """Return the id and the text of a heading: ``text {#id} ##``."""
    text = rest.rstrip(" \t").rstrip("#").rstrip(" \t")
    opening = text.rfind("{")
    if text.endswith("}") and opening >= 0 and (ids := _ID.findall(text, opening)):
        return ids[-1], text[:opening].strip()
    return "", text.strip()
