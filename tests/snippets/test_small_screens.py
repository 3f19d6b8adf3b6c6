"""The text in the figures of pages and labs can be read where the figure is as wide as a phone."""

from __future__ import annotations

import re

import pytest

from recorded_figures import figures

COLUMN = 358  # pixels that a figure has on a screen 390 pixels wide
SMALLEST = 9  # pixels
PIXELS_OF_A_POINT = 4 / 3


def smallest_text(svg: str) -> float:
    """Return how high the smallest letters of a figure are on a phone, in pixels."""
    width = float(svg.partition('viewBox="0 0 ')[2].partition(" ")[0])
    heights = [float(each) for each in re.findall(r"font-size: ([\d.]+)px", svg)]
    return min(heights, default=COLUMN) * min(PIXELS_OF_A_POINT, COLUMN / width)


def test_text_in_figures_is_large_enough() -> None:
    sizes = [(name, smallest_text(svg)) for name, svg in figures()]
    assert len(sizes) > 60
    assert any("cells" in name for name, _ in sizes)
    assert [f"{name}: {size:.1f}" for name, size in sizes if size < SMALLEST] == []


@pytest.mark.parametrize(
    ("width", "font", "size"),
    [(716, 10, 5), (358, 10, 10), (200, 9, 12), (716, None, 179)],
)
def test_text_shrinks_with_the_figure(width: float, font: float | None, size: float) -> None:
    text = "" if font is None else f'<text style="font-size: {font}px">a</text>'
    assert smallest_text(f'<svg viewBox="0 0 {width} 90">{text}</svg>') == pytest.approx(size)
