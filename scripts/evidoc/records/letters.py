"""How wide the letters of a figure are on a page."""

from __future__ import annotations

_STYLE = b"<style>svg{--c0"  # as a figure begins that was recorded here
_EXACT = b"<style>text{text-rendering:geometricPrecision}svg{--c0"


def exact(svg: bytes) -> bytes:
    """Return a figure whose lines of text are as long as they were measured when it was drawn.

    Some browsers round each letter's width to a whole pixel. Their lines are up to 4 % longer, and
    stick out of frames that were drawn for them.
    """
    return svg.replace(_STYLE, _EXACT, 1)
