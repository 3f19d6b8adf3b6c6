# evidoc: uses=outline_fill/task,outline_fill/pooled,outline_fill/doubling
import json
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.colors import ListedColormap

from palette import CLASSES, WRONG


def kept(run):
    return json.loads(Path(f"outline_fill/{run}.kept.json").read_text())


truth = kept("task")["truth"]
pooled, doubling = (kept(run)["predicted"] for run in ("pooled", "doubling"))


def wrong(mask):
    """Mark the pixels that differ from the truth."""
    return [
        [int(found != true) for found, true in zip(*rows, strict=True)]
        for rows in zip(mask, truth, strict=True)
    ]


errors = [wrong(mask) for mask in (pooled, doubling)]
counts = [sum(map(sum, each)) for each in errors]
classes = ListedColormap(CLASSES)
faults = ListedColormap([CLASSES[0], WRONG])
panels = (
    ("the truth", truth, classes),
    ("two poolings", pooled, classes),
    ("its errors", errors[0], faults),
    ("doubling rates", doubling, classes),
    ("its errors", errors[1], faults),
)
layout = [["truth", "pooled", "its errors"], [".", "doubling", "errors"]]
plt.rc("image", interpolation="none")
fig, axes = plt.subplot_mosaic(layout, num="masks", figsize=(4.8, 3.5))
for ax, (title, mask, colours) in zip(axes.values(), panels, strict=True):
    ax.imshow(mask, cmap=colours, vmin=0, vmax=colours.N - 1)
    ax.set_title(title, fontsize="small")
    ax.axis("off")
table = [
    ["the net", "wrong pixels"],
    ["two poolings", counts[0]],
    ["doubling rates", counts[1]],
]
