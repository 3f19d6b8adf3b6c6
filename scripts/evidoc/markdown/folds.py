"""What folds on a page: one button for all folded code, and no fold inside another."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from evidoc.core.words import words
from evidoc.markdown.rendering import of


class FoldsTreeprocessor(Treeprocessor):
    """Puts the button below the title of a page that folds more than one piece of code."""

    def run(self, root: Element) -> None:
        """Add the button, hidden: without a script it would do nothing."""
        unnest(root)
        folds = [each for each in root.iter("details") if each.get("class") == "evidoc-code"]
        if len(folds) < 2:
            return
        said = words(of(self.md).language)
        attributes = {
            "class": "evidoc-all-code",
            "data-hide": said.hide_all_code,
            "data-search-exclude": "",
            "data-show": said.show_all_code,
            "hidden": "hidden",
            "type": "button",
        }
        button = Element("button", attributes)
        button.text = AtomicString(said.show_all_code)
        titles = [index for index, each in enumerate(root) if each.tag == "h1"]
        root.insert(titles[0] + 1 if titles else 0, button)


def unnest(root: Element) -> None:
    """Let no element for browsers without scripts hold another: the first end would end both."""
    for outer in list(root.iter("noscript")):
        for inner in list(outer.iter("noscript")):
            if inner is not outer:
                inner.tag = "div"
