import matplotlib.pyplot as plt
from matplotlib.colors import ListedColormap

from conv_arithmetic import effective_kernel_size

kernel_size = 3
rates = (1, 2, 4, 8)
side = effective_kernel_size(kernel_size, max(rates))
centre = side // 2

boxes = []
fig, axes = plt.subplots(1, len(rates), num="rates", figsize=(8, 2.4))
for ax, dilation in zip(axes, rates, strict=True):
    read = [[0] * side for _ in range(side)]
    taps = [
        centre + tap * dilation
        for tap in range(-(kernel_size // 2), kernel_size // 2 + 1)
    ]
    for row in taps:
        for column in taps:
            read[row][column] = 1
    colours = ListedColormap(["none", "C0"])
    ax.pcolormesh(read, cmap=colours, edgecolors="C7", linewidth=0.3)
    span = effective_kernel_size(kernel_size, dilation)
    boxes.append((span, span))
    start = centre - span // 2
    ax.add_patch(
        plt.Rectangle(
            (start, start), span, span, fill=False, edgecolor="C1", lw=1.5
        )
    )
    ax.set_title(f"d = {dilation}: {span}×{span}")
    ax.set_aspect("equal")
    ax.axis("off")
positions_read = sum(map(sum, read))
