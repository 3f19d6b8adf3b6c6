import matplotlib.pyplot as plt
import torch
from torch.nn import functional

stacks = [[2, 2, 2], [1, 2, 2, 2], [1, 2, 5]]
torch.manual_seed(0)
noise = torch.randint(-9, 10, (1, 1, 64, 64)).double()
ones = torch.ones(1, 1, 3, 3, dtype=torch.float64)

top_rows = []
fig, axes = plt.subplots(1, len(stacks), num="noise", figsize=(6, 2.5))
for ax, rates in zip(axes, stacks, strict=True):
    x = noise
    for rate in rates:
        x = functional.conv2d(x, ones, dilation=rate)
    picture = x[0, 0, :40, :40]
    top_rows.append(picture[0].int().tolist())
    ax.imshow(picture, cmap="gray")
    ax.set_title(str(rates), fontsize=13)
    ax.axis("off")
columns = enumerate(zip(*top_rows, strict=True))
table = [["top row, column", *map(str, stacks)]]
table += [[column, *values] for column, values in columns]
