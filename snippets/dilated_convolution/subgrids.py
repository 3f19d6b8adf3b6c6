import matplotlib.pyplot as plt
import torch
from torch.nn import functional

from palette import DILATED, NEUTRAL

# region grids
dilation = 2
x = torch.randint(-9, 10, (1, 1, 12, 12)).double()
weight = torch.randint(-9, 10, (1, 1, 3, 3)).double()
dilated = functional.conv2d(x, weight, dilation=dilation)

# Convolve each interleaved grid by itself, put the results back.
pieces = torch.empty_like(dilated)
for row in range(dilation):
    for column in range(dilation):
        piece = x[..., row::dilation, column::dilation]
        pieces[..., row::dilation, column::dilation] = functional.conv2d(
            piece, weight
        )
print(f"equal: {torch.equal(dilated, pieces)}")
# endregion

grid_count = dilation**2
side, first = 8, 1
taps = [first + dilation * tap for tap in range(3)]
tap_count = len(taps) ** 2
fig, ax = plt.subplots(num="subgrids", figsize=(3.6, 3.6))
for row in range(side):
    for column in range(side):
        grid = row % dilation * dilation + column % dilation
        read = row in taps and column in taps
        same_grid = (row - first) % dilation == (column - first) % dilation == 0
        colour = DILATED if same_grid else NEUTRAL
        ax.plot(
            column,
            row,
            "os^D"[grid],
            color=colour,
            markersize=9 if read else 6,
            markerfacecolor=colour if read else "none",
        )
ax.set_aspect("equal")
ax.axis("off")
