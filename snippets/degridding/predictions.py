# evidoc: uses=degridding/three_nets
import json
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap

from outline_fill import make_images
from palette import CLASSES

kept = json.loads(Path("degridding/three_nets.kept.json").read_text())
stacks, predicted = kept["rates"], [np.array(net) for net in kept["predicted"]]
images, labels = (drawn.numpy()[:2] for drawn in make_images(128, seed=1))

colours = ListedColormap(CLASSES)
table = [["image", *map(str, stacks)]]
plt.rcParams["image.interpolation"] = "none"
fig, axes = plt.subplots(2, 5, num="predictions", figsize=(7, 3.2))
for index, row in enumerate(axes):
    row[0].imshow(plt.cm.gray(images[index, 0] / 2 + 0.25))
    for ax, classes in zip(row[1:], (labels, *predicted), strict=True):
        ax.imshow(colours(classes[index]))
    wrong = [int((net[index] != labels[index]).sum()) for net in predicted]
    table.append([index + 1, *wrong])
titles = ("input", "truth", *map(str, stacks))
for ax, title in zip(axes[0], titles, strict=True):
    ax.set_title(title, fontsize=11)
for ax in axes.flat:
    ax.axis("off")
