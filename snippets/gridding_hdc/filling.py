import matplotlib.pyplot as plt

from conv_arithmetic import Layer, hit_counts
from palette import MIXED

kernel_size = 3
stacks = [[1, 2, 5], [1, 2, 9]]
table = [["rates", "filled before", "rate", "filled after", "left open"]]
fig, axes = plt.subplots(2, 1, num="filling", figsize=(5, 4.6), sharex=True)
for ax, rates in zip(axes, stacks, strict=True):
    filled = 1
    for depth, rate in enumerate(rates):
        for tap in range(kernel_size):
            copy, height = (
                (tap * rate, filled),
                (depth + 0.1 + 0.27 * tap, 0.24),
            )
            ax.broken_barh([copy], height, color=MIXED)
        open_cells = (kernel_size - 1) * max(0, rate - filled)
        span = filled + (kernel_size - 1) * rate
        table.append([str(rates), filled, rate, span - open_cells, open_cells])
        filled = span
    layers = [Layer(kernel_size, dilation=rate) for rate in rates]
    assert open_cells == hit_counts(layers).count(0)
    ticks = [depth + 0.5 for depth in range(len(rates))]
    ax.set_yticks(ticks, [f"r = {rate}" for rate in rates])
    ax.invert_yaxis()
    ax.set_title(str(rates))
ax.set_xlabel("cell of the field")
steps = [row[1:] for row in table[1:]]
