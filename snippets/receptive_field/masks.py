# evidoc: uses=outline_fill/task,outline_fill/plain,outline_fill/doubling
import json
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.colors import ListedColormap

from palette import CLASSES


def kept(run):
    return json.loads(Path(f"outline_fill/{run}.kept.json").read_text())


truth = kept("task")["truth"]
plain, doubling = (kept(run)["predicted"] for run in ("plain", "doubling"))
panels = (
    ("the truth", truth),
    ("plain layers", plain),
    ("doubling rates", doubling),
)
colours = ListedColormap(CLASSES)
plt.rc("image", interpolation="none")
fig, axes = plt.subplots(2, 2, num="masks", figsize=(3.8, 4))
axes = axes.flatten()
axes[0].imshow(kept("task")["image"], cmap="gray", vmin=-0.5, vmax=1.5)
axes[0].set_title("the input")
right, shares = [["", "share right"]], []
for ax, (title, mask) in zip(axes[1:], panels, strict=True):
    ax.imshow(mask, cmap=colours, vmax=2)
    ax.set_title(title)
    pairs = [
        pair
        for rows in zip(mask, truth, strict=True)
        for pair in zip(*rows, strict=True)
    ]
    shares.append(sum(found == true for found, true in pairs) / len(pairs))
    right.append([title, round(shares[-1], 3)])
for ax in axes:
    ax.axis("off")
