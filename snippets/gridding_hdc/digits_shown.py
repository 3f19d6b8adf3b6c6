# evidoc: uses=gridding_hdc/digits
import json
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap

from palette import CLASSES

kept = json.loads(Path("gridding_hdc/digits.kept.json").read_text())
stacks = [[2, 2, 2, 2], [1, 2, 4, 1]]
images, truth, *predicted = (np.array(grid) for grid in kept["shown"])
titles = ["input", "truth", *map(str, stacks)]
colours = ListedColormap([CLASSES[0], *plt.cm.tab10.colors])

wrong = [["image", *map(str, stacks)]]
fig, axes = plt.subplots(len(truth), 4, num="shown", figsize=(6, 3.3))
for index, row in enumerate(axes):
    row[0].imshow(plt.cm.gray(images[index]))
    for ax, labels in zip(row[1:], (truth, *predicted), strict=True):
        ax.imshow(colours(labels[index]))
    misses = [int((net[index] != truth[index]).sum()) for net in predicted]
    wrong.append([index + 1, *misses])
for ax, title in zip(axes[0], titles, strict=True):
    ax.set_title(title)
for ax in axes.flat:
    ax.axis("off")
