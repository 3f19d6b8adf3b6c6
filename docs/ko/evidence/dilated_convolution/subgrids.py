import matplotlib.pyplot as plt
import torch
from torch.nn import functional

dilation = 2
x = torch.randint(-9, 10, (1, 1, 12, 12)).double()
weight = torch.randint(-9, 10, (1, 1, 3, 3)).double()
dilated = functional.conv2d(x, weight, dilation=dilation)

# 엇갈린 격자마다 따로 합성곱하고, 결과를 제자리에 돌려놓습니다.
pieces = torch.empty_like(dilated)
for row in range(dilation):
    for column in range(dilation):
        piece = x[..., row::dilation, column::dilation]
        pieces[..., row::dilation, column::dilation] = functional.conv2d(
            piece, weight
        )
print(f"같음: {torch.equal(dilated, pieces)}")

grid_count = dilation**2
side, first = 8, 1
taps = [first + dilation * tap for tap in range(3)]
tap_count = len(taps) ** 2
fig, ax = plt.subplots(num="subgrids", figsize=(3.6, 3.6))
for row in range(side):
    for column in range(side):
        grid = row % dilation * dilation + column % dilation
        read = row in taps and column in taps
        ax.plot(
            column,
            row,
            "os^D"[grid],
            color=("C0", "C1", "C2", "C4")[grid],
            markersize=9 if read else 6,
            markerfacecolor=("C0", "C1", "C2", "C4")[grid] if read else "none",
        )
ax.set_aspect("equal")
ax.axis("off")
