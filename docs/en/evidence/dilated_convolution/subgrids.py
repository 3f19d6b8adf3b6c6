import matplotlib.pyplot as plt
import torch
from matplotlib.colors import ListedColormap
from torch.nn import functional

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

grid_count = dilation**2
is_equal = torch.equal(dilated, pieces)
print(f"{grid_count} ordinary convolutions give the same numbers: {is_equal}")

side = 8
grid_of = [
    [row % 2 * 2 + column % 2 for column in range(side)] for row in range(side)
]
fig, ax = plt.subplots(num="subgrids", figsize=(3, 3))
ax.pcolormesh(
    grid_of,
    cmap=ListedColormap(["C0", "C1", "C2", "C4"]),
    edgecolors="C7",
    lw=0.5,
)
taps = [(row, column) for row in (1, 3, 5) for column in (1, 3, 5)]
tap_count = len(taps)
for row, column in taps:
    ax.plot(column + 0.5, row + 0.5, "o", color="C7")
ax.set_aspect("equal")
ax.axis("off")
