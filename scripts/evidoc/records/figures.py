"""Figures: one look for all, one SVG for light and dark pages, and the data drawn in them.

Drawn with colours that nothing else uses, which are then replaced by CSS variables: an ``<img>``
follows the colour scheme of the page that it stands on. The characters used are embedded as a
subset of the font, since an ``<img>`` sees no fonts of the page.
"""

from __future__ import annotations

import base64
import gc
import html
import importlib.metadata
import io
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
from cycler import cycler
from matplotlib import font_manager
from matplotlib.colors import to_rgba
from matplotlib.text import Text
from matplotlib.ticker import LogFormatterSciNotation, NullFormatter, StrMethodFormatter

from evidoc.core.fonts import Part, part_of_font, subset_font
from evidoc.core.model import ANIMATION, Figure
from evidoc.records.figure_data import tables_of
from evidoc.records.harmless import harmless_svg

# Sentinel to its colour on a light and on a dark page: text, grid, then C0 to C9.
_COLOURS = {
    "#010101": ("#1f2328", "#e6e8eb"),
    "#010102": ("#6e757f", "#7d8494"),
    "#0101c0": ("#1f6fb2", "#6cb3f0"),
    "#0101c1": ("#bd5709", "#f0a35e"),
    "#0101c2": ("#2a7f3b", "#6ccf85"),
    "#0101c3": ("#c62f2f", "#f28080"),
    "#0101c4": ("#7b4fb5", "#b99af0"),
    "#0101c5": ("#8a5a44", "#d3a48c"),
    "#0101c6": ("#bb3f8a", "#f094c8"),
    "#0101c7": ("#6b6f76", "#a2a7b0"),
    "#0101c8": ("#747410", "#c9c95a"),
    "#0101c9": ("#0d7d8b", "#5fcfdd"),
}
_TEXT, _GRID, *_CYCLE = _COLOURS
LIMIT = 2 << 20
"""The most characters of a drawing that a page should have to load."""


def apply_style(font: str) -> None:
    """Set matplotlib up so that every figure of a run comes out alike.

    Args:
        font: ``distribution:path inside it``; empty for matplotlib's own.
    """
    mpl.rcdefaults()
    mpl.use("Agg")
    mpl.rcParams.update(
        {
            "axes.axisbelow": True,
            "axes.edgecolor": _TEXT,
            "axes.facecolor": "none",
            "axes.grid": False,
            "axes.labelcolor": _TEXT,
            "axes.prop_cycle": cycler(color=_CYCLE),
            "axes.spines.right": False,
            "axes.spines.top": False,
            "axes.titlecolor": _TEXT,
            "axes.titlesize": "medium",
            "axes.unicode_minus": False,
            "figure.edgecolor": "none",
            "figure.facecolor": "none",
            "figure.figsize": (6.0, 3.5),
            "figure.max_open_warning": 0,
            "font.family": _family(font),
            "grid.color": _GRID,
            "hatch.color": _TEXT,
            "legend.edgecolor": _GRID,
            "legend.facecolor": "none",
            "patch.edgecolor": _TEXT,
            "savefig.edgecolor": "none",
            "savefig.facecolor": "none",
            "savefig.transparent": True,
            "svg.fonttype": "none",
            "svg.hashsalt": "evidoc",
            "text.color": _TEXT,
            "text.parse_math": False,
            "xtick.color": _TEXT,
            "ytick.color": _TEXT,
        }
    )
    # C0 to C9 name the sentinels, whatever a figure does with its own cycle.
    for index, colour in enumerate(_CYCLE):
        mpl.colors.get_named_colors_mapping()[f"C{index}"] = colour


def font_path(font: str) -> Path:
    """Return the file of a font given as ``distribution:path inside it``."""
    if not font:
        return Path(font_manager.findfont("DejaVu Sans"))
    distribution, _, path = font.partition(":")
    return Path(str(importlib.metadata.distribution(distribution).locate_file(path)))


@lru_cache(maxsize=8)
def _family(font: str) -> str:
    path = font_path(font)
    font_manager.fontManager.addfont(str(path))
    return str(font_manager.FontProperties(fname=str(path)).get_name())


_LONGEST_NAME = 150
"""Bytes: a file has 255 with the name of its example and what else is written there."""
_NO_NAME = re.compile(r"[^\w-]+")


class FigureError(Exception):
    """A figure that cannot be recorded; the message says why."""


def open_figures(font: str) -> tuple[Figure, ...]:
    """Return every open figure, named as ``plt.figure(name)`` named it, in order of their names.

    Raises:
        FigureError: Two figures would be one file, or one would be none.
    """
    figures: dict[str, Figure] = {}
    for number in plt.get_fignums():
        figure = plt.figure(number)
        name = _NO_NAME.sub("-", str(figure.get_label() or number))
        if len(name.encode()) > _LONGEST_NAME:
            raise FigureError(f"the name of the figure {name[:20]}… is too long for a file")
        if name in figures:
            raise FigureError(f"two figures would be the file {name}.svg: name one otherwise")
        svg, tables = harmless_svg(svg_of(figure, font)), tuple(tables_of(figure))
        figures[name] = Figure(name, svg, tables, _lost(figure) or _too_large(svg))
    return tuple(figures[name] for name in sorted(figures))


def svg_of(figure: Any, font: str) -> str:
    """Return a figure as SVG: the same bytes on every run, for light and dark pages."""
    for axes in figure.axes:
        _plain_ticks(axes)
    try:
        svg = _saved(figure)
    except Exception:
        # What a program does at each drawing on a screen may be nothing that SVG can do; without a
        # screen it would not happen.
        with figure.canvas.callbacks.blocked(signal="draw_event"):
            svg = _saved(figure)
    svg = svg[svg.index("<svg") :]
    for index, sentinel in enumerate(_COLOURS):
        svg = svg.replace(sentinel, f"var(--c{index})")
    style = f"<style>{_css(font, svg)}</style>"
    head = svg.index(">") + 1
    return svg[:head] + style + svg[head:]


def _saved(figure: Any) -> str:
    buffer = io.StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    # A style of the program's own brings its background, on which its colours can be read.
    has_background = to_rgba(figure.get_facecolor())[3] > 0
    look = {"facecolor": "auto", "transparent": False} if has_background else {"transparent": True}
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "evidoc"}):
        figure.savefig(
            buffer, format="svg", metadata=nothing, bbox_inches="tight", pad_inches=0.05, **look
        )
    return buffer.getvalue()


def _lost(figure: Any) -> str:
    """Return what a page cannot show of a figure; empty if it shows all."""
    if animation := sys.modules.get("matplotlib.animation"):
        for each in gc.get_objects():
            if isinstance(each, animation.Animation) and each._fig is figure:
                return ANIMATION
    for text in figure.findobj(Text):
        if text.get_text().replace(r"\$", "").count("$") > 1 and not text.get_parse_math():
            return (
                f"has the text {text.get_text()!r}, whose formula is not set: write it in Unicode"
            )
    return ""


def _too_large(svg: str) -> str:
    if len(svg) <= LIMIT:
        return ""
    size = f"{len(svg) / (1 << 20):.1f} MiB"
    return f"is a drawing of {size}: draw fewer points, or some of them with rasterized=True"


def _plain_ticks(axes: Any) -> None:
    """Label logarithmic axes with numbers; powers would need math parsing and its fonts."""
    for axis in (axes.xaxis, axes.yaxis):
        if isinstance(axis.get_major_formatter(), LogFormatterSciNotation):
            axis.set_major_formatter(StrMethodFormatter("{x:g}"))
            axis.set_minor_formatter(NullFormatter())


def _css(font: str, svg: str) -> str:
    light, dark = (
        ";".join(f"--c{index}:{pair[side]}" for index, pair in enumerate(_COLOURS.values()))
        for side in (0, 1)
    )
    used = "".join(sorted(set("".join(_texts(svg)))))
    face = ""
    if used:
        data = _subset(font, used)
        face = f"@font-face{{font-family:'{_family(font)}';src:url(data:font/woff2;base64,{data})}}"
    return f"svg{{{light}}}@media(prefers-color-scheme:dark){{svg{{{dark}}}}}{face}"


_COMMON = "".join(map(chr, range(0x20, 0x7F))) + "°±²³·×–—…−≈≤≥"
"""What most figures draw, and more than that is rare."""
_KEPT: dict[str, Any] = {"layout_features": [], "name_IDs": []}
_common: dict[str, Part] = {}


def prepare_font(font: str) -> None:
    """Cut out of a font what most figures use: what each of them uses is cut out of that sooner."""
    _common[font] = part_of_font(font_path(font), _COMMON, **_KEPT)


@lru_cache(maxsize=64)
def _subset(font: str, characters: str) -> str:
    common = _common.get(font)
    is_enough = common is not None and common.characters.issuperset(characters)
    try:
        source = common if common and is_enough else font_path(font)
        subset = subset_font(source, characters, **_KEPT)
    except ImportError as error:
        reason = f"a figure cannot hold its letters without {error.name or 'brotli'}"
        raise FigureError(f"{reason}: pip install 'evidoc[site]'") from error
    return base64.b64encode(subset).decode()


def _texts(svg: str) -> Iterator[str]:
    for match in re.finditer(r"<(?:text|tspan)\b[^>]*>([^<]+)", svg):
        yield html.unescape(match[1])
