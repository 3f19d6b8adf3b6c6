import matplotlib.pyplot as plt

from conv_arithmetic import effective_kernel_size
from palette import DILATED, NEUTRAL, PLAIN

kernel_size = 3
rates = (1, 2, 4, 8)
side = effective_kernel_size(kernel_size, max(rates))

boxes = []
fig, axes = plt.subplots(2, 2, num="rates", figsize=(4.8, 5.2))
for ax, dilation in zip(axes.flat, rates, strict=True):
    span = effective_kernel_size(kernel_size, dilation)
    boxes.append((span, span))
    start = (side - span) // 2
    taps = [start + tap * dilation for tap in range(kernel_size)]
    cells = [(column, row) for row in taps for column in taps]
    positions_read = len(cells)
    colour = PLAIN if dilation == 1 else DILATED
    ax.plot(*zip(*cells, strict=True), "s", color=colour, markersize=6)
    corner = (start - 0.5, start - 0.5)
    ax.add_patch(
        plt.Rectangle(corner, span, span, fill=False, edgecolor=NEUTRAL)
    )
    ax.set_title(f"d = {dilation}: {span}×{span}")
    ax.set_aspect("equal")
    edges = [cell - 0.5 for cell in range(side + 1)]
    ax.set_xticks(edges, [])
    ax.set_yticks(edges, [])
    ax.tick_params(length=0)
    ax.grid(lw=0.5)
    ax.spines[:].set_visible(False)
