import matplotlib.pyplot as plt
import torch
from matplotlib.colors import ListedColormap
from torch.nn import functional

image = torch.tensor(
    [[1, 3, 0, 4], [5, 7, 0, 0], [2, 2, 8, 4], [2, 6, 4, 0]]
).double()
largest = functional.max_pool2d(image[None, None], 2)[0, 0]
mean = functional.avg_pool2d(image[None, None], 2)[0, 0]

for i in range(len(largest)):
    for j in range(len(largest)):
        window = image[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].flatten()
        ours = window.max(), window.mean()
        same = ours == (largest[i, j], mean[i, j])
        values = window.int().tolist()
        print(
            f"{values}: maximum {ours[0]:g}, mean {ours[1]:g}, as in torch: {same}"
        )

fig, axes = plt.subplots(1, 3, num="windows", figsize=(7, 2.6))
panels = (("input image", image), ("the maximum", largest), ("the mean", mean))
for ax, (title, values) in zip(axes, panels, strict=True):
    ax.pcolormesh(values, cmap=ListedColormap(["none"]), edgecolors="C7")
    for i, row in enumerate(values):
        for j, value in enumerate(row):
            ax.text(j + 0.5, i + 0.5, f"{value:g}", ha="center", va="center")
    # The first window and what becomes of it.
    side = len(values) // 2
    ax.add_patch(plt.Rectangle((0, 0), side, side, fill=False, ec="C1", lw=2.5))
    ax.set_title(title)
    ax.set_aspect("equal")
    ax.invert_yaxis()
    ax.axis("off")
