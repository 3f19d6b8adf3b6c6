import matplotlib.pyplot as plt

from conv_arithmetic import Layer, hit_counts
from palette import MIXED, PLAIN

stacks = [
    ("plain layers", [Layer(3)] * 15),
    ("doubling rates", [Layer(3, dilation=2**power) for power in range(4)]),
]
spreads = []
fig, ax = plt.subplots(num="paths", figsize=(5.4, 3.2))
for (label, stack), colour in zip(stacks, (PLAIN, MIXED), strict=True):
    paths = hit_counts(stack)
    centre = len(paths) // 2
    cells = [cell - centre for cell in range(len(paths))]
    total = sum(paths)
    moments = zip(cells, paths, strict=True)
    variance = sum(cell**2 * count for cell, count in moments) / total
    spreads.append(round(variance**0.5, 3))
    print(
        f"{label}: {len(paths)} cells, standard deviation {spreads[-1]} cells"
    )
    shares = [count / total for count in paths]
    ax.step(cells, shares, color=colour, where="mid", label=label)
spread_ratio = spreads[1] / spreads[0]
ax.set_xlabel("cells from the centre")
ax.set_ylabel("share of the paths")
ax.legend()
