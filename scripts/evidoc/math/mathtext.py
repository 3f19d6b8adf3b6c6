"""What a MathML formula says in plain text, and which characters drawing it takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from xml.etree.ElementTree import Element

_SPACED = frozenset("=<>≤≥≠≈≡→⇒∈+−±×÷⋅·")
_INVISIBLE = {"\u2061": " ", "\u2062": "", "\u2063": "", "\u2064": ""}
_SUBSCRIPTS = {"msub", "munder", "msubsup", "munderover"}
_SUPERSCRIPTS = {"msup", "mover", "msubsup", "munderover"}


def _italics() -> dict[str, str]:
    """Return letter to italic letter, from Unicode's mathematical italic block."""
    blocks = (range(0x1D434, 0x1D468), range(0x1D6A4, 0x1D6A6), range(0x1D6E2, 0x1D71C))
    italics = {"h": "\u210e"}
    for code in (code for block in blocks for code in block):
        if decomposition := unicodedata.decomposition(chr(code)):
            italics[chr(int(decomposition.split()[1], 16))] = chr(code)
    return italics


_ITALICS = _italics()


def characters(math: Element) -> set[str]:
    """Return the characters that a browser draws for a formula.

    Those are not all in its text: a single letter in ``<mi>`` is drawn as its mathematical italic,
    and a root brings its own sign.
    """
    drawn: set[str] = set()
    for element in math.iter():
        text = element.text or ""
        if element.tag == "mi" and element.get("mathvariant") != "normal":
            text = _ITALICS.get(text, text)
        elif element.tag in ("msqrt", "mroot"):
            text = "√"
        drawn.update(text)
    return drawn


def small_characters(math: Element) -> set[str]:
    """Return the characters that a formula draws small: in scripts, indices and fractions."""
    small: set[str] = set()
    for element in math.iter():
        if element.tag in {*_SUBSCRIPTS, *_SUPERSCRIPTS, "mroot"}:
            small = small.union(*map(characters, element[1:]))
        elif element.tag == "mfrac":
            small |= characters(element)
    return small


def plain_text(math: Element) -> str:
    """Return a formula on one line, as a table of contents shows it: ``K_eff = d(K − 1) + 1``."""
    text = re.sub(r"\u2061(?=\()", "", _row(math))
    for invisible, visible in _INVISIBLE.items():
        text = text.replace(invisible, visible)
    return " ".join(text.split())


def _row(elements: Iterable[Element]) -> str:
    text = ""
    for element in elements:
        said = _said(element)
        is_infix = text.rstrip()[-1:] not in ("", "(", "[", "{", ",", *_SPACED)
        if element.tag == "mo" and said in _SPACED and is_infix:
            said = f" {said} "
        elif element.tag == "mo" and said == "," and element.get("rspace") != "0":
            said = ", "
        text += said
    return text


def _said(element: Element) -> str:
    tag = element.tag
    if not len(element):
        return " " if tag == "mspace" and element.get("width") else element.text or ""
    if tag == "mfrac":
        return "/".join(map(_grouped, element))
    if tag == "msqrt":
        return f"√({_row(element)})"
    if tag == "mroot":
        return f"{_grouped(element[1])}√({_said(element[0])})"
    if tag == "mtable":
        return "; ".join(", ".join(_row(cell) for cell in row) for row in element)
    if tag in _SUBSCRIPTS | _SUPERSCRIPTS:
        scripts = [_grouped(script) for script in element[1:]]
        signs = "_" * (tag in _SUBSCRIPTS) + "^" * (tag in _SUPERSCRIPTS)
        return _said(element[0]) + "".join(f"{a}{b}" for a, b in zip(signs, scripts, strict=True))
    return _row(element)


def _grouped(element: Element) -> str:
    text = _said(element).strip()
    return text if re.fullmatch(r"\d*|[^\W\d]\w*|\W", text) else f"({text})"
