"""A bound formula on the page: shown as any other, and marked if it is wrong."""

from __future__ import annotations

from xml.etree import ElementTree as etree

from pymdownx.blocks.block import Block, type_any

from evidoc.formulas.binding import OPTIONS
from evidoc.markdown.rendering import of


class FormulaBlock(Block):  # type: ignore[misc]
    """``/// formula | O = output_size(I, K)``."""

    NAME = "formula"
    ARGUMENT = None
    OPTIONS = dict.fromkeys(OPTIONS, (None, type_any))

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Return the element that holds the formula."""
        rendering = of(self.md)
        argument = self.argument or ""
        earlier = rendering.formulas.count(argument)
        rendering.formulas.append(argument)
        box = etree.SubElement(parent, "div", {"class": "evidoc-formula"})
        alike = [
            use
            for use in rendering.page.formulas
            if use.argument == argument and use.formula.is_display
        ]
        use = alike[earlier] if rendering.for_readers and earlier < len(alike) else None
        if use and (wrong := rendering.wrong_formula(use)):
            box.set("class", "evidoc-formula evidoc-wrong")
            box.set("data-evidoc-wrong", wrong)
        return box
