"""Math on the page: ``$…$`` and ``$$…$$``, rendered while the site is built.

The formula becomes native MathML and nothing else: the screen readers (JAWS, NVDA, VoiceOver, Orca)
read and let one explore its structure. So it gets no ``role`` (``<math>`` has one) and no
``aria-label`` or ``alttext``, which where it is heeded takes the place of that structure, and
which Chromium ignores.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from evidoc.math.mathml import DISPLAY, INLINE, UNCLOSED, FormulaError, MathFormula, formula_of
from evidoc.math.mathtext import plain_text

# A formula of fewer characters, written on one line, fits any screen: it never has to scroll, so it
# need not be a stop for the Tab key.
FITS = 30


class MathExtension(Extension):
    """Renders the formulas of a page.

    Attributes:
        broken: The formulas of the page rendered last that cannot be read, in reading order of
            blocks, then of running text.
        shown: Box to the formula in it.
        labelled: Headings whose label says their formulas.
        copy: What the button says that copies the LaTeX of a formula; no formula bears its LaTeX
            without it.
        judge: Returns what is wrong with what a formula in running text says, or None.
    """

    def __init__(self) -> None:
        super().__init__()
        self.broken: list[FormulaError] = []
        self.shown: dict[Element, MathFormula] = {}
        self.labelled: set[Element] = set()
        self.copy = ""
        self.judge: Callable[[str], str | None] = lambda _: None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the processors."""
        md.registerExtension(self)
        md.ESCAPED_CHARS.append("$")
        # Below lists (90), which take off the indent of what they hold; above indented code (80).
        md.parser.blockprocessors.register(_Block(md, self), "evidoc-math", 82)
        # Below code spans (190), above escapes (180), links and emphasis.
        md.inlinePatterns.register(_Inline(md, self), "evidoc-math", 184)
        # Below attribute lists (8), above the table of contents (5).
        md.treeprocessors.register(_Finish(md, self), "evidoc-math", 7)

    def reset(self) -> None:
        """Forget the page before."""
        self.broken, self.shown, self.labelled = [], {}, set()

    def render(self, formula: MathFormula, parent: Element) -> None:
        """Append a formula to ``parent``, or what is wrong with it."""
        self.shown[parent] = formula
        try:
            math = formula.to_mathml()
        except FormulaError as error:
            self.broken.append(error)
            _mark_broken(parent, formula, error)
            return
        for element in math.iter():
            element.text = element.text and AtomicString(element.text)
        if not formula.is_display and (wrong := self.judge(formula.latex)):
            _mark(parent, wrong)
        if len(plain_text(math)) >= FITS:
            parent.set("tabindex", "0")
        if self.copy:
            latex = " ".join(formula.latex.split())
            parent.set("data-latex", latex)
            if len(self.shown) == 1:  # says it for all of the page
                parent.set("data-copy", self.copy)
        parent.append(math)


def add_math(md: Markdown) -> MathExtension:
    """Let ``md`` render math; return the extension, which lists the formulas that it cannot."""
    extension = MathExtension()
    extension.extendMarkdown(md)
    return extension


def _box(tag: str, formula: MathFormula) -> Element:
    return Element(tag, {"class": "evidoc-display" if formula.is_display else "evidoc-math"})


def _mark(parent: Element, wrong: str) -> None:
    parent.set("class", f"{parent.get('class')} evidoc-wrong")
    parent.set("data-evidoc-wrong", wrong)


def _mark_broken(parent: Element, formula: MathFormula, error: FormulaError) -> None:
    _mark(parent, f"{error.offset + 1}: {error.reason}")
    code = SubElement(parent, "code")
    dollars = "$$" if formula.is_display else "$"
    code.text = AtomicString(f"{dollars}{formula.latex}{dollars if formula.is_closed else ''}")


class _Block(BlockProcessor):
    """A display formula that has its lines for itself."""

    _OWN_LINES = re.compile(rf"^(?:{DISPLAY}[ \t]*$|{UNCLOSED}\Z)", re.MULTILINE)

    def __init__(self, md: Markdown, math: MathExtension) -> None:
        super().__init__(md.parser)
        self.math = math

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return bool(self._OWN_LINES.search(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        match = self._OWN_LINES.search(block)
        assert match
        if before := block[: match.start()].rstrip():
            self.parser.parseBlocks(parent, [before])
        end = 0
        while match:  # one right below another at once: what is left is looked through each time
            formula = formula_of(match)
            box = _box("div", formula)
            self.math.render(formula, box)
            parent.append(box)
            end = match.end()
            match = self._OWN_LINES.match(block, end + 1)
        if after := block[end:].strip("\n"):
            blocks.insert(0, after)


class _Inline(InlineProcessor):
    """A formula in running text, a heading, a cell."""

    def __init__(self, md: Markdown, math: MathExtension) -> None:
        super().__init__(rf"{DISPLAY}|(?m:^){UNCLOSED}|{INLINE}", md)
        self.math = math

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element, int, int]:
        formula = formula_of(m)
        box = _box("span", formula)
        self.math.render(formula, box)
        return box, m.start(), m.end()


class _Finish(Treeprocessor):
    """Labels headings for the table of contents, and keeps what touches a formula on its line."""

    _HEADING = re.compile(r"h[1-6]")
    # The control characters delimit what is put in later, raw HTML among it: that stays outside.
    _TOUCHES_BEFORE = re.compile(r"[^\s\x02\x03]{1,8}\Z")
    _TOUCHES_AFTER = re.compile(r"[^\s\x02\x03]{1,8}")

    def __init__(self, md: Markdown, math: MathExtension) -> None:
        super().__init__(md)
        self.math = math

    def run(self, root: Element) -> None:
        for element in root.iter():
            if not self._HEADING.fullmatch(element.tag) or element.find(".//math") is None:
                continue
            if "data-toc-label" not in element.attrib:
                element.set("data-toc-label", "".join(_spoken(element)))
                self.math.labelled.add(element)
        for parent in list(root.iter()):
            previous = None
            for child in parent:
                if child.get("class") == "evidoc-math" and len(child) == 1:
                    self._glue(parent, previous, child)
                previous = child

    def _glue(self, parent: Element, previous: Element | None, box: Element) -> None:
        """Move the text that touches a formula into its box, whose style forbids line breaks.

        Browsers may break a line on either side of a formula, even before a comma or a Korean
        particle.
        """
        before = (parent.text if previous is None else previous.tail) or ""
        if match := self._TOUCHES_BEFORE.search(before):
            box.text = match[0]
            if previous is None:
                parent.text = before[: match.start()]
            else:
                previous.tail = before[: match.start()]
        if match := self._TOUCHES_AFTER.match(box.tail or ""):
            box[0].tail = match[0]
            box.tail = match.string[match.end() :]


def _spoken(element: Element) -> Iterator[str]:
    """Yield the text of an element, escaped, with each formula on one line."""
    if element.tag == "math":
        yield escape(plain_text(element), quote=False)
    else:
        yield element.text or ""
        for child in element:
            yield from _spoken(child)
            yield child.tail or ""
