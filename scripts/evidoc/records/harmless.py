"""SVG as pages take it: without scripts, handlers, and addresses that run or load something."""

from __future__ import annotations

import re
from xml.etree import ElementTree

_ACTIVE = frozenset({"script", "handler", "iframe", "object", "embed", "audio", "video"})
_ADDRESS = re.compile(r"#|data:image/(?:gif|jpeg|png|webp);")
_LINK = re.compile(r"#|https?:|mailto:|[^:]*$")
_LOADS = re.compile(r"@import|url\((?![\"']?(?:#|data:))", re.IGNORECASE)
"""In a style without blanks: something that is not in the picture itself."""
_STYLED = re.compile(r"style|fill|stroke|filter|mask|clip-path|cursor|marker(-\w+)?")
_NAMES = {"": "http://www.w3.org/2000/svg", "xlink": "http://www.w3.org/1999/xlink"}


def harmless_svg(svg: str) -> str:
    """Return a picture as it was drawn, unless there is something to be left out of it.

    Raises:
        ValueError: It is no XML, so that no browser shows it.
    """
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        raise ValueError(f"its SVG is not well-formed: {error}") from None
    if not _clean(root):
        return svg
    for prefix, name in _NAMES.items():
        ElementTree.register_namespace(prefix, name)
    return ElementTree.tostring(root, encoding="unicode")


def _clean(root: ElementTree.Element) -> bool:
    """Take out of a tree what may do something; tell whether there was any of it."""
    found = False
    for element in list(root.iter()):
        for child in list(element):
            if _local(child.tag) in _ACTIVE or _animates(child) or _styles(child):
                element.remove(child)
                found = True
        for name, value in list(element.attrib.items()):
            if _acts(_local(element.tag), _local(name), re.sub(r"[\x00-\x20]", "", value)):
                del element.attrib[name]
                found = True
    return found


def _acts(tag: str, name: str, value: str) -> bool:
    """Tell whether an attribute runs something, or leads where the page should not."""
    if name in ("href", "src"):
        return not (_LINK if tag == "a" else _ADDRESS).match(value)
    loads = _STYLED.fullmatch(name) and _LOADS.search(value)
    return bool(loads) or name.startswith("on")


def _styles(element: ElementTree.Element) -> bool:
    """Tell whether an element is a style sheet that loads something."""
    text = re.sub(r"\s", "", "".join(element.itertext()))
    return _local(element.tag) == "style" and _LOADS.search(text) is not None


def _animates(element: ElementTree.Element) -> bool:
    """Tell whether an animation would put in an attribute that is not allowed to stand there."""
    name = element.get("attributeName", "").rpartition(":")[2].lower()
    return name in ("href", "src") or name.startswith("on")


def _local(name: object) -> str:
    """Return a name without its namespace; a comment has none."""
    return name.rpartition("}")[2].lower() if isinstance(name, str) else ""
