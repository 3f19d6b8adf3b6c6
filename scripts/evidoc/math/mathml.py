r"""Formulas of a page: finds them in its text and turns each from LaTeX into MathML.

``$…$`` is math where Pandoc reads it as math: no white space inside next to a dollar sign, no digit
behind the closing one. So ``$5 and $6`` are prices, and ``\$`` is a dollar sign anywhere.
``$$…$$`` is a display formula; like LaTeX's, it holds no blank line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, fromstring

from math_core import LatexError, LatexToMathML

# Control characters stand for what Python-Markdown has already taken out, such as code spans.
_INSIDE = r"(?:\\[^\x02\x03]|(?!\n[ \t>]*\n)[^\\$\x02\x03])+"
DISPLAY = rf"(?<![\\$])\$\$(?!\$)(?P<display>{_INSIDE})\$\$(?!\$)"
UNCLOSED = r"\$\$(?!\$)(?P<unclosed>(?:(?!\n[ \t>]*\n)(?!\$\$)[^\x02\x03])*)"
INLINE = rf"(?<![\\$])\$(?![\s$])(?P<inline>{_INSIDE})(?<!\s)\$(?![\d$])"
FORMULA = re.compile(rf"{DISPLAY}|(?m:^[^\w\n$]*){UNCLOSED}|{INLINE}")

_CONVERTER = LatexToMathML(fancy_error=False)
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)\w+;")
# Browsers draw MathML Core: https://www.w3.org/TR/mathml-core/
_CORE = re.compile(
    "math|mi|mn|mo|ms|mspace|mtext|mrow|mfrac|msqrt|mroot|mstyle|merror|mpadded|mphantom|"
    "msub|msup|msubsup|munder|mover|munderover|mmultiscripts|mprescripts|mtable|mtr|mtd"
)


class FormulaError(ValueError):
    """A formula that cannot be read.

    Attributes:
        latex: The formula, as written between the dollar signs.
        offset: Where in ``latex`` reading stopped, in characters from 0.
        reason: What is wrong there.
    """

    def __init__(self, latex: str, offset: int, reason: str) -> None:
        super().__init__(latex, offset, reason)
        self.latex = latex
        self.offset = offset
        self.reason = reason

    def __str__(self) -> str:
        source = " ".join(self.latex.split())
        return f"the formula {source} cannot be read at character {self.offset + 1}: {self.reason}"


_NESTING = "{\\_^"
_MOST = 1000
"""So many of these signs are in no formula: the converter recurses with each, and would crash."""


@dataclass(frozen=True)
class MathFormula:
    """A formula as written.

    Attributes:
        latex: The LaTeX, without the dollar signs and the white space next to them.
        start: The offset of ``latex`` in the text that was read.
        is_display: Whether it stands on its own, between double dollar signs.
        is_closed: Whether the closing dollar signs are there.
    """

    latex: str
    start: int
    is_display: bool
    is_closed: bool = True

    def to_mathml(self) -> Element:
        """Return the formula as a ``<math>`` element.

        Raises:
            FormulaError: It is not closed, not LaTeX that is understood, or no browser draws it.
        """
        if not self.is_closed:
            reason = "$$ is not closed before the next blank line"
            raise FormulaError(self.latex, len(self.latex), reason)
        if not self.latex:
            raise FormulaError(self.latex, 0, "it is empty")
        if sum(map(self.latex.count, _NESTING)) > _MOST:
            raise FormulaError(self.latex, 0, "it is too long, or nested too deeply")
        try:
            xml = _CONVERTER.convert_with_local_state(self.latex, displaystyle=self.is_display)
        except LatexError as error:
            offset, _, reason = str(error).partition(": ")
            raise FormulaError(self.latex, int(offset), reason) from error
        math = fromstring(_ENTITY.sub(lambda match: html.unescape(match[0]), xml))
        for element in math.iter():
            if not _CORE.fullmatch(element.tag):
                raise FormulaError(self.latex, 0, f"no browser draws its <{element.tag}>")
        return math


def formula_of(match: re.Match[str]) -> MathFormula:
    """Return the formula that ``DISPLAY``, ``UNCLOSED`` or ``INLINE`` matched."""
    kind = match.lastgroup or ""
    written = match[kind]
    start = match.start(kind) + len(written) - len(written.lstrip())
    return MathFormula(written.strip(), start, kind != "inline", kind != "unclosed")


def find_formulas(prose: str) -> Iterator[MathFormula]:
    """Yield the formulas of a Markdown text in reading order.

    Args:
        prose: The text, with code and comments blanked, where a dollar sign opens no formula, and
            with a control character where code or a claim stands: no formula reaches across.
    """
    return map(formula_of, FORMULA.finditer(prose))
