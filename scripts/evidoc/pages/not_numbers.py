"""What of a text has digits and is no number: markup, names, versions, indices.

All of it is blanked, offsets kept: what is left are the digits of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from string import ascii_letters

from evidoc.pages.markup import comments, hide
from evidoc.pages.signs import find_at

SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SUB = "₀₁₂₃₄₅₆₇₈₉"

# A digit as HTML spells it: the text beside it reads otherwise than its source.
DIGIT_ENTITY = r"&#0*(?:4[89]|5[0-7]);|&#[xX]0*3[0-9];"
_MARKUP = re.compile(
    r"\{=[^{}]*(?:\{[^{}]*\}[^{}]*)*\}"  # the binding of a claim
    r"|(?<=\])\((?:[^()\s]|\([^()\s]*\))+(?:\s+\"[^\"]*\")?\)"  # the target of a link
    r"|(?<=\])\[[^\]\n]*\]"
    r"|\{:?\s*[#.](?!\d)[^{}\n]*\}"  # an attribute list
    rf"|</?[A-Za-z][^<>\n$]*>|(?!{DIGIT_ENTITY})&#?\w+;|https?://\S+",
    re.DOTALL,
)
_KEYCAP = "\u20e3"  # what makes a key of the digit before it, perhaps behind a selector
KEY = rf"\d\ufe0f?{_KEYCAP}"
_NAMES_BY_FORM = re.compile(
    r"(?<![\d.])v?\d++(?:\.\d++){2,}+(?![\d.])"  # a version: two dots
    # glued behind a letter
    rf"|(?<![A-Za-z0-9_])(?<!&#)_*[A-Za-z][A-Za-z_]*[\d{SUB}][A-Za-z0-9_{SUB}]*"
    rf"|(?<=[A-Za-z)\]}}])(?:[{SUPER}⁻]+|\^(?:\{{[^{{}}]*\}}|\w))"  # the power of a symbol
    rf"|[{SUB}]+|(?<=[A-Za-z}}])_(?:\{{[^{{}}]*\}}|\w)"  # an index
    rf"|(?<!{_KEYCAP}){KEY}(?!{KEY})"  # the picture of one key
    r"|:(?:material|fontawesome|octicons|simple)-[\w-]+:"  # the name of an icon
)
_MAYBE = re.compile(rf"[\d{SUPER}{SUB}⁻^_:]")

_RAISED = re.compile(r"(?<=\d)<sup>(-?\d+)</sup>")


def find_names(text: str, names: Iterable[str]) -> list[str]:
    """Return the names of a list that a text holds, as often as it holds them."""
    names = tuple(names)
    return _any_of(names).findall(text) if names else []


def find_names_by_form(text: str, names: Iterable[str] = ()) -> list[str]:
    """Return what looks like a number and is a name by its form: "VGG16", "2.13.0", "K²", "M₂"."""
    text, matches = _by_form(text, tuple(names))
    found = []
    for match in matches:
        is_attached = not match[0][0].isalnum() or match[0][0] in SUPER + SUB
        name = text[max(match.start() - is_attached, 0) : match.end()].strip()
        if any(character.isdigit() for character in name):
            found.append(name)
    return found


@lru_cache(maxsize=4)  # a page is asked twice
def _by_form(text: str, names: tuple[str, ...]) -> tuple[str, list[re.Match[str]]]:
    """Return a text without the names of a list, and what is in it by its form."""
    if any(name in text for name in names):
        text = _erase(_any_of(names).finditer(text), text)
    return text, list(find_at(_MAYBE, _NAMES_BY_FORM, text, before=f"{ascii_letters}_"))


def bare(text: str, names: tuple[str, ...], decimal: str) -> str:
    """Return a Markdown text in which only digits of numbers are left."""
    text = _RAISED.sub(lambda match: f"^{{{match[1]:^{len(match[0]) - 3}}}}", text)
    text = without_markup(text)
    if decimal == ",":
        text = _WITH_COMMA.sub(lambda match: swapped(match[0]), text)
    return without_names(text, names)


_WITH_COMMA = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:\.\d{3})++(?:,\d+)?|\d+,\d+|,\d+)(?!\d|[.,]\d)")


def swapped(digits: str) -> str:
    """Return digits with points for commas and commas for points."""
    return digits.translate({ord("."): ",", ord(","): "."})


def without_names(text: str, names: tuple[str, ...]) -> str:
    """Return the text with everything blanked that looks like a number and is none."""
    text, matches = _by_form(text, names)
    return _EMPHASIS.sub(" ", _erase(matches, text))


_EMPHASIS = re.compile(r"[*`~$|]|\\(?=[|*_`$])")


def without_markup(text: str) -> str:
    """Return a Markdown text with everything blanked that is markup."""
    text = hide(text, comments(text))
    return _erase(_MARKUP.finditer(text), text)


def _erase(matches: Iterable[re.Match[str]], text: str) -> str:
    pieces: list[str] = []
    end = 0
    for match in matches:
        pieces += text[end : match.start()], " " * (match.end() - match.start())
        end = match.end()
    return "".join([*pieces, text[end:]])


@lru_cache(maxsize=64)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    either = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![A-Za-z0-9_.])(?:{either})(?![A-Za-z0-9_]|\.\d)")
