import matplotlib.pyplot as plt
import torch
from matplotlib.colors import ListedColormap
from torch.nn import functional

from palette import MARK, NEUTRAL

# region products
image = torch.tensor([[3, 0, 1, 2], [1, 2, 0, 1], [0, 1, 3, 0], [2, 0, 1, 1]])
kernel = torch.tensor([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
size = len(kernel)
output = functional.conv2d(image[None, None], kernel[None, None])[0, 0]

for i in range(len(output)):
    for j in range(len(output)):
        products = image[i : i + size, j : j + size] * kernel
        same = bool(products.sum() == output[i, j])
        terms = products.flatten().tolist()
        print(f"({i}, {j}): {terms} -> {sum(terms)}, as in torch: {same}")
# endregion

first = (image[:size, :size] * kernel).flatten()

fig, axes = plt.subplots(1, 3, num="sliding", figsize=(5, 2))
panels = (
    ("input image", image, size),
    ("the kernel", kernel, size),
    ("all outputs", output, 1),
)
for ax, (title, values, side) in zip(axes, panels, strict=True):
    ax.pcolormesh(values, cmap=ListedColormap(["none"]), edgecolors=NEUTRAL)
    for i, row in enumerate(values):
        for j, value in enumerate(row):
            ax.text(j + 0.5, i + 0.5, int(value), ha="center", va="center")
    # The first window, the taps on it, and what they add up to.
    ax.add_patch(plt.Rectangle((0, 0), side, side, fill=False, ec=MARK, lw=2.5))
    ax.set_title(title)
    ax.set_aspect("equal")
    ax.invert_yaxis()
    ax.axis("off")
