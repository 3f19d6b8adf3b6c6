# evidoc: uses=aspp_deeplab/equal,aspp_deeplab/mixed
import json
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap

from outline_fill import make_images
from palette import CLASSES

equal = json.loads(Path("aspp_deeplab/equal.kept.json").read_text())
mixed = json.loads(Path("aspp_deeplab/mixed.kept.json").read_text())
images, labels = make_images(128, seed=1, sizes=(3, 11))
shown = [[1, 1, 1], [8, 8, 8], [2, 4, 8]]
nets = [
    ("truth", labels[:2].tolist()),
    (str(shown[0]), equal["predicted"][0]),
    (str(shown[1]), equal["predicted"][-1]),
    (str(shown[2]), mixed["predicted"]["parallel"]),
]
# Background, inside the disc, inside the square.
classes = ListedColormap(CLASSES)
truth = labels[:2].numpy()
wrong = [["the rates", "wrong pixels"]]
plt.rc("image", interpolation="none")
fig, axes = plt.subplots(2, 5, num="predictions", figsize=(6.4, 2.9))
axes[0, 0].set_title("input")
for ax, image in zip(axes[:, 0], images[:2, 0], strict=True):
    ax.imshow(plt.cm.gray(image.numpy() / 2 + 0.25))
for column, (title, masks) in zip(axes.T[1:], nets, strict=True):
    wrong.append([title, int((np.array(masks) != truth).sum())])
    column[0].set_title(title)
    for ax, mask in zip(column, masks, strict=True):
        ax.imshow(classes(np.array(mask)))
for ax in axes.flat:
    ax.axis("off")
near, far, parallel = (count for _, count in wrong[2:])
