import matplotlib.pyplot as plt
from matplotlib.patches import BoxStyle, ConnectionStyle, FancyBboxPatch

from palette import MARK, NEUTRAL

WIDTH, HEIGHT = 0.74, 0.42

figure, axes = plt.subplots(figsize=(6.2, 2.8))
axes.set_axis_off()
axes.set(xlim=(-0.5, 3.5), ylim=(-0.55, 1.3))


def room(column, row, what, package):
    corner = (column - WIDTH / 2, row - HEIGHT / 2)
    rounded = BoxStyle.Round(pad=0, rounding_size=0.05)
    axes.add_patch(
        FancyBboxPatch(
            corner, WIDTH, HEIGHT, rounded, fill=False, edgecolor=NEUTRAL
        )
    )
    axes.text(column, row + 0.09, what, ha="center", va="center")
    axes.text(
        column,
        row - 0.11,
        package,
        ha="center",
        va="center",
        color=MARK,
    )


def way(start, end, **style):
    arrow = {"arrowstyle": "->", "color": NEUTRAL, "linewidth": 1.5, **style}
    axes.annotate("", end, start, arrowprops=arrow)


# Above, what becomes of a program; below, what becomes of a page. In colour, the package at work.
room(0, 1, "program", "examples")
room(1, 1, "translated", "translation")
room(2, 1, "outcome", "running")
room(3, 1, "record", "records")
room(0, 0, "page", "pages")
room(1, 0, "findings", "checks")
room(2, 0, "HTML", "markdown")
room(3, 0, "website", "site")

for column in (0, 1, 2):
    way((column + 0.38, 1), (column + 0.62, 1))
way((0.38, 0), (0.62, 0))
way((2.38, 0), (2.62, 0))

# A page goes to both; a record is what findings are judged by and what a page is filled with.
way((0, -0.2), (2, -0.2), connectionstyle=ConnectionStyle.Bar(fraction=0.08))
way((2.75, 0.78), (1.25, 0.22))
way((2.85, 0.78), (2.15, 0.22))
