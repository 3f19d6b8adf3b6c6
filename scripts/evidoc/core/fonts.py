"""Fonts cut down to the characters that something uses."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont


@dataclass(frozen=True)
class Part:
    """A part of a font, from which smaller ones are cut sooner than from the whole.

    Attributes:
        data: The font.
        characters: What it draws.
    """

    data: bytes
    characters: frozenset[str]


def subset_font(
    font: Path | Part,
    characters: Iterable[str],
    prepare: Callable[[TTFont], None] = lambda _: None,
    **options: object,
) -> bytes:
    """Return a font with these characters alone, as WOFF2, the same bytes each time.

    Args:
        font: The whole font, or a part with all of the characters.
        characters: What it has to draw; what the font lacks is left out.
        prepare: Changes the whole font first.
        options: What else to keep, as ``fontTools.subset.Options`` names it; no hints are kept.
    """
    return _cut(font, characters, prepare, flavor="woff2", **options)[0]


def part_of_font(font: Path, characters: Iterable[str], **options: object) -> Part:
    """Return what a font has of these characters, to be cut further with the same options."""
    data, drawn = _cut(font, characters, lambda _: None, **options)
    return Part(data, frozenset(map(chr, drawn)))


def _cut(
    font: Path | Part,
    characters: Iterable[str],
    prepare: Callable[[TTFont], None],
    **options: object,
) -> tuple[bytes, Iterable[int]]:
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    wanted = subset.Options(hinting=False, **options)
    subsetter = subset.Subsetter(wanted)
    subsetter.populate(text="".join(characters))
    result = BytesIO()
    source = BytesIO(font.data) if isinstance(font, Part) else str(font)
    with subset.load_font(source, wanted) as whole:
        prepare(whole)
        subsetter.subset(whole)
        drawn = whole.getBestCmap() or ()
        subset.save_font(whole, result, wanted)
    return result.getvalue(), drawn
