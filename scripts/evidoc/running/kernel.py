"""Inside the kernel of a lab: the same seeds, limits and look of figures as in any example."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
from IPython import get_ipython
from matplotlib.figure import Figure

from evidoc.records.figure_data import tables_of
from evidoc.records.figures import apply_style, svg_of
from evidoc.running.compiler import import_later
from evidoc.running.surroundings import refuse_network, seed

READABLE = 400
"""The most cells of a table that is kept as the data of a figure: a picture is none to read."""


def prepare(font: str) -> None:
    """Make the kernel draw figures as the site shows them, with their data beside.

    Args:
        font: ``distribution:path inside it``; empty for matplotlib's own.
    """
    shell: Any = get_ipython()
    apply_style(font)
    # A picture of its own pixels, not of many more that a page would have to carry.
    plt.rcParams["image.interpolation"] = "none"
    shell.run_line_magic("matplotlib", "inline")
    formatters = shell.display_formatter.formatters
    formatters["image/png"].pop(Figure, None)

    def draw(figure: Figure) -> tuple[str, dict[str, Any]]:
        tables = [
            {"title": table.title, "columns": table.columns, "rows": table.rows}
            for table in tables_of(figure, READABLE)
        ]
        return svg_of(figure, font), {"tables": tables}

    formatters["image/svg+xml"].for_type(Figure, draw)
    plt.close("all")
    import_later()
    seed()
    refuse_network()
