import matplotlib.pyplot as plt
import torch
from torch.nn import functional

from palette import DILATED

rates = (6, 12, 18)
side = 2 * max(rates) + 1
middle = max(rates)
ones = torch.ones(1, 1, 3, 3)


def read_by(branch):
    """Mark the cells where the middle output's gradient arrives."""
    cells = torch.zeros(1, 1, side, side, requires_grad=True)
    branch(cells)[0, 0, middle, middle].backward()
    return cells.grad[0, 0] != 0


pointwise = read_by(lambda x: functional.conv2d(x, ones[..., :1, :1]))
dilated = [
    read_by(
        lambda x, rate=rate: functional.conv2d(
            x, ones, padding=rate, dilation=rate
        )
    )
    for rate in rates
]
pooled = read_by(lambda x: functional.adaptive_avg_pool2d(x, 1).expand_as(x))

local = torch.stack([pointwise, *dilated]).any(0)
read, everything, total = int(local.sum()), int(pooled.sum()), side * side
print(f"pointwise and dilated branches: {read} of {total:,} cells")
print(f"image pooling: {everything:,} of {total:,} cells")

fig, ax = plt.subplots(num="branches", figsize=(5, 4.4))
for marker, rate, cells in zip("osd", rates, dilated, strict=True):
    rows, columns = cells.nonzero().T.tolist()
    ax.scatter(columns, rows, color=DILATED, marker=marker, label=str(rate))
ax.set_xlim(-1, side)
ax.set_ylim(side, -1)
ax.set_aspect("equal")
ax.set_xlabel("column of the feature map")
ax.set_ylabel("row")
ax.legend(title="rate", loc="upper left", bbox_to_anchor=(1, 1))
