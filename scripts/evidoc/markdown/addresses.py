"""Addresses that nobody can read, which would end the build of the site."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from evidoc.checks.links import no_address


class AddressesTreeprocessor(Treeprocessor):
    """Lets links and images with one lead nowhere, once the check of links has seen them."""

    def run(self, root: Element) -> None:
        """Leave the text of a link and the description of an image."""
        for element in root.iter():
            for name in ("href", "src"):
                if no_address(element.get(name, "")):
                    element.set(name, "#")
