"""Draws what stands for the site elsewhere: its icon, and a card in each language. See `make card`.

The card shows the stack of the home page, drawn from the layers by the arithmetic of the course.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import distribution
from pathlib import Path

from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch
from mkdocs.utils.yaml import yaml_load

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PAPER, INK, SOFT, TEAL, PALE = "#fdfdfc", "#1c2527", "#56625f", "#0b6068", "#c9d5d3"
RATES = (1, 2, 4, 8)
RADIUS = {True: 1.8, False: 1.05}  # of what a tap reads, and of what it skips
# Card by the configuration of its language.
CARDS = {"mkdocs.yml": "card.ko.png", "mkdocs.en.yml": "card.en.png"}


def draw(folder: Path) -> None:
    """Draw everything into a folder."""
    (folder / "logo.svg").write_text(logo(), "utf-8")
    icon().savefig(folder / "icon.png", metadata={"Software": None}, transparent=True)
    for configuration, name in CARDS.items():
        with (ROOT / configuration).open("rb") as file:
            settings = yaml_load(file)
        page = Path(ROOT, settings["docs_dir"], "index.md").read_text("utf-8")
        heading = re.search(r"^# (.+?) \{#", page, re.MULTILINE)
        figure = card(heading[1] if heading else "", settings["site_description"])
        figure.savefig(folder / name, metadata={"Software": None})


def grid() -> list[tuple[float, float, bool]]:
    """Return the cells of a 5×5 kernel at dilation 2: place, and whether a tap reads it."""
    places = [5 + 3.5 * number for number in range(5)]
    return [
        (x, y, row % 2 == column % 2 == 0)
        for row, y in enumerate(places)
        for column, x in enumerate(places)
    ]


def logo() -> str:
    """Return the logo, which is the icon of browsers that draw SVG."""
    circles = {True: "", False: ""}
    for x, y, tap in grid():
        circles[tap] += f'<circle cx="{x:g}" cy="{y:g}" r="{RADIUS[tap]}"/>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
        f'<rect width="24" height="24" rx="5" fill="{TEAL}"/>'
        f'<g fill="#fff" opacity=".38">{circles[False]}</g><g fill="#fff">{circles[True]}</g>'
        "</svg>\n"
    )


def icon() -> Figure:
    """Return the same as a picture of points, for what draws no SVG."""
    figure = Figure(figsize=(1.8, 1.8), dpi=100)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, 24), ylim=(24, 0))
    axes.axis("off")
    box = FancyBboxPatch((5, 5), 14, 14, boxstyle="round,pad=5", color=TEAL, linewidth=0)
    axes.add_patch(box)
    for x, y, tap in grid():
        axes.add_patch(Circle((x, y), RADIUS[tap], color="white", alpha=1 if tap else 0.38, lw=0))
    return figure


def card(title: str, about: str) -> Figure:
    """Return a card: what the site is, above the stack of its home page."""
    sys.path.insert(0, str(ROOT / "snippets"))
    from conv_arithmetic import Layer, receptive_field

    package = distribution("koreanize-matplotlib")  # importing it would change matplotlib
    fonts = Path(str(package.locate_file("koreanize_matplotlib/fonts")))
    bold, plain = (
        font_manager.FontProperties(fname=fonts / f"NanumGothic{weight}.ttf")
        for weight in ("Bold", "")
    )
    field = receptive_field([Layer(3, dilation=rate) for rate in RATES])
    figure = Figure(figsize=(12, 6.3), dpi=100, facecolor=PAPER)
    figure.text(0.06, 0.8, title, fontproperties=bold, size=50, color=INK)
    figure.text(0.06, 0.69, about, fontproperties=plain, size=23, color=SOFT)
    axes = figure.add_axes((0.045, 0.07, 0.91, 0.54), xlim=(-0.8, field - 0.2), ylim=(-0.5, 4.5))
    axes.axis("off")
    reached = {field // 2}
    for depth, rate in zip(range(len(RATES), -1, -1), (*reversed(RATES), 0), strict=True):
        axes.plot(range(field), [depth] * field, "s", color=PAPER, ms=19, mec=PALE, zorder=2)
        axes.plot(sorted(reached), [depth] * len(reached), "s", color=TEAL, ms=19, zorder=3)
        below = {(cell, cell + step) for cell in reached for step in (-rate, 0, rate) if rate}
        for pair in sorted(below):
            axes.plot(pair, (depth, depth - 1), color=TEAL, lw=1.2, alpha=0.55, zorder=1)
        reached = {cell for _, cell in below}
    return figure


if __name__ == "__main__":
    draw(HERE / "assets")
