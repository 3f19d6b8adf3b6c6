"""One button for all folded code of a page; the engine's script shows it and makes it work."""

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
        folds = [each for each in root.iter("details") if each.get("class") == "evidoc-code"]
        if len(folds) < 2:
            return
        said = words(of(self.md).language)
        attributes = {
            "class": "evidoc-all-code",
            "data-hide": said.hide_all_code,
            "data-show": said.show_all_code,
            "hidden": "hidden",
            "type": "button",
        }
        button = Element("button", attributes)
        button.text = AtomicString(said.show_all_code)
        titles = [index for index, each in enumerate(root) if each.tag == "h1"]
        root.insert(titles[0] + 1 if titles else 0, button)
