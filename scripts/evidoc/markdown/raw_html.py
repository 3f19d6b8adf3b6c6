"""HTML that authors write between Markdown, as browsers read it: forgivingly."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

UNSEEN = {"script", "style", "template"}
"""Elements whose content no reader sees."""

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
_VOID |= {"track", "wbr"}


def parse_html(raw: str) -> tuple[Element, str, str]:
    """Return raw HTML as a tree, as forgivingly as browsers read it, and what it leaves open.

    That is a comment or an element that is not seen: from its start, and what would end it.
    """
    parser = _Html()
    parser.feed(raw)
    tree, rest = parser.stack[0], parser.rawdata
    if rest.startswith("<!--"):
        return tree, rest, "-->"
    parser.close()
    for element in parser.stack:
        if element.tag in UNSEEN:
            return tree, raw[raw.lower().rfind(f"<{element.tag}") :], f"</{element.tag}>"
    return tree, "", ""


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [Element("span")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = SubElement(self.stack[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in _VOID:
            self.stack.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in (element.tag for element in self.stack[1:]):
            while self.stack.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        parent = self.stack[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data
