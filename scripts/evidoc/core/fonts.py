"""Fonts cut down to the characters that something uses."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont


def subset_font(
    path: Path,
    characters: Iterable[str],
    prepare: Callable[[TTFont], None] = lambda _: None,
    **options: object,
) -> bytes:
    """Return a font with these characters alone, as WOFF2, the same bytes each time.

    Args:
        path: The whole font.
        characters: What it has to draw; what the font lacks is left out.
        prepare: Changes the whole font first.
        options: What else to keep, as ``fontTools.subset.Options`` names it; no hints are kept.
    """
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    wanted = subset.Options(flavor="woff2", hinting=False, **options)
    subsetter = subset.Subsetter(wanted)
    subsetter.populate(text="".join(characters))
    result = BytesIO()
    with subset.load_font(str(path), wanted) as font:
        prepare(font)
        subsetter.subset(font)
        subset.save_font(font, result, wanted)
    return result.getvalue()
