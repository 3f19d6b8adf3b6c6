import matplotlib.pyplot as plt

from conv_arithmetic import Layer, hit_counts, receptive_field
from palette import MIXED

rates = [1, 2, 4, 8]
layers = [Layer(3, dilation=rate) for rate in rates]
field = receptive_field(layers)
paths = hit_counts(layers)
middle = field // 2

fig, ax = plt.subplots(num="stack", figsize=(5.4, 3.2))
reached = {middle}
for depth, rate in zip(range(len(rates), 0, -1), reversed(rates), strict=True):
    taps = {
        (cell, cell + step) for cell in reached for step in (-rate, 0, rate)
    }
    for above, below in sorted(taps):
        ax.plot([above, below], [depth, depth - 1], color=MIXED, lw=0.7)
    cells = sorted(reached)
    ax.plot(cells, [depth] * len(cells), "s", color=MIXED, ms=6)
    reached = {below for _, below in taps}
ax.plot(range(field), [0] * field, "s", color=MIXED, ms=6)
for cell, count in enumerate(paths):
    ax.annotate(count, (cell, -0.32), ha="center", va="center")
ax.set_yticks(range(len(rates) + 1), ["input", *map(str, rates)])
ax.set_ylabel("dilation rate")
ax.set_xlim(-1, field)
ax.set_ylim(-0.6, len(rates) + 0.3)
ax.set_xticks([])
table = [["cell", "paths"], *enumerate(paths)]
print(f"receptive field {field}, paths per cell up to {max(paths)}")
