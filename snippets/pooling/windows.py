import matplotlib.pyplot as plt
import torch
from matplotlib.colors import ListedColormap
from torch.nn import functional

from palette import MARK, NEUTRAL


# region windows
def pool(image, size, reduce):
    """Keep one value of each window; the windows touch."""
    starts = range(0, len(image), size)
    return [
        [reduce(image[i : i + size, j : j + size]) for j in starts]
        for i in starts
    ]


image = torch.tensor(
    [[1, 3, 0, 4], [5, 7, 0, 0], [2, 2, 8, 4], [2, 6, 4, 0]]
).double()
largest = functional.max_pool2d(image[None, None], 2)[0, 0]
mean = functional.avg_pool2d(image[None, None], 2)[0, 0]

same_largest = pool(image, 2, torch.max) == largest.tolist()
same_mean = pool(image, 2, torch.mean) == mean.tolist()
print(f"as in torch: maximum {same_largest}, mean {same_mean}")
# endregion

fig, axes = plt.subplots(1, 3, num="windows", figsize=(5, 2))
panels = (("input image", image), ("the maximum", largest), ("the mean", mean))
for ax, (title, values) in zip(axes, panels, strict=True):
    ax.pcolormesh(values, cmap=ListedColormap(["none"]), edgecolors=NEUTRAL)
    for i, row in enumerate(values):
        for j, value in enumerate(row):
            ax.text(j + 0.5, i + 0.5, f"{value:g}", ha="center", va="center")
    # The first window and what becomes of it.
    side = len(values) // 2
    ax.add_patch(plt.Rectangle((0, 0), side, side, fill=False, ec=MARK, lw=2.5))
    ax.set_title(title)
    ax.set_aspect("equal")
    ax.invert_yaxis()
    ax.axis("off")
