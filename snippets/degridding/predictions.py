# evidoc: uses=degridding/same_rates,degridding/rising_rates,degridding/falling_rates
import json
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap

from outline_fill import make_images

names = ("same_rates", "rising_rates", "falling_rates")
stacks = ([4, 4, 4, 4], [1, 2, 4, 4], [4, 4, 2, 1])
images, labels = (drawn.numpy()[:3] for drawn in make_images(128, seed=1))
predicted = [
    np.array(
        json.loads(Path(f"degridding/{name}.kept.json").read_text())[
            "predicted"
        ]
    )
    for name in names
]

colours = ListedColormap(["lightgray", "steelblue", "darkorange"])
table = [["image", *map(str, stacks)]]
fig, axes = plt.subplots(3, 5, num="predictions", figsize=(8, 5))
for index, row in enumerate(axes):
    row[0].imshow(plt.cm.gray(images[index, 0] / 2 + 0.25))
    for ax, classes in zip(row[1:], (labels, *predicted), strict=True):
        ax.imshow(colours(classes[index]))
    wrong = [int((net[index] != labels[index]).sum()) for net in predicted]
    table.append([index + 1, *wrong])
pixels = labels[0].size
for ax, title in zip(
    axes[0], ("input", "truth", *map(str, stacks)), strict=True
):
    ax.set_title(title)
for ax in axes.flat:
    ax.axis("off")
