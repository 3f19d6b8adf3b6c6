import matplotlib.pyplot as plt

from conv_arithmetic import Layer, hit_counts
from palette import MIXED, PLAIN

stacks = [
    ("doubling", [1, 2, 4, 8, 16, 32]),
    ("doubling in two blocks", [1, 2, 4, 8, 16] * 2),
    ("constant", [1] * 63),
]
colours = (MIXED, MIXED, PLAIN)
fig, ax = plt.subplots(num="paths", figsize=(4.8, 3))
rows = []
for style, colour, (name, rates) in zip(
    ("-", "--", "-"), colours, stacks, strict=True
):
    counts = hit_counts([Layer(2, dilation=rate) for rate in rates])
    rows.append([len(rates), len(counts), min(counts), max(counts)])
    print(f"{name}: {len(rates)} layers, field {len(counts)},")
    print(f"  from {min(counts)} to {max(counts):,} paths")
    shares = [count / sum(counts) for count in counts]
    ax.plot(range(len(shares)), shares[::-1], style, color=colour, label=name)
ax.set_xlabel("steps back in time")
ax.set_ylabel("share of all paths")
ax.legend(title="rates", loc="lower center", bbox_to_anchor=(0.5, 1), ncols=3)
