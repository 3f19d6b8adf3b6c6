import matplotlib.pyplot as plt
import torch
from matplotlib.colors import ListedColormap
from torch.nn import functional

image = torch.tensor([[3, 0, 1, 2], [1, 2, 0, 1], [0, 1, 3, 0], [2, 0, 1, 1]])
kernel = torch.tensor([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
size = len(kernel)
output = functional.conv2d(image[None, None], kernel[None, None])[0, 0]

for i in range(len(output)):
    for j in range(len(output)):
        products = image[i : i + size, j : j + size] * kernel
        same = bool(products.sum() == output[i, j])
        terms = products.flatten().tolist()
        print(f"({i}, {j}): {terms} -> {sum(terms)}, torch와 같음: {same}")

first = (image[:size, :size] * kernel).flatten()

fig, axes = plt.subplots(1, 3, num="sliding", figsize=(5, 2))
panels = (
    ("입력 이미지", image, size),
    ("커널", kernel, size),
    ("모든 출력", output, 1),
)
for ax, (title, values, side) in zip(axes, panels, strict=True):
    ax.pcolormesh(values, cmap=ListedColormap(["none"]), edgecolors="C7")
    for i, row in enumerate(values):
        for j, value in enumerate(row):
            ax.text(j + 0.5, i + 0.5, int(value), ha="center", va="center")
    # 첫째 창, 그 위에 놓인 탭, 모두 더한 값.
    ax.add_patch(plt.Rectangle((0, 0), side, side, fill=False, ec="C4", lw=2.5))
    ax.set_title(title)
    ax.set_aspect("equal")
    ax.invert_yaxis()
    ax.axis("off")
