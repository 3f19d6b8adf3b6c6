import matplotlib.pyplot as plt

from conv_arithmetic import Layer, hit_counts

stacks = [
    ("doubling", [1, 2, 4, 8, 16, 32]),
    ("doubling in two blocks", [1, 2, 4, 8, 16] * 2),
    ("constant", [1] * 63),
]
fig, ax = plt.subplots(num="paths")
rows = []
for style, (name, rates) in zip(("-", "--", ":"), stacks, strict=True):
    counts = hit_counts([Layer(2, dilation=rate) for rate in rates])
    rows.append([len(rates), len(counts), min(counts), max(counts)])
    print(f"{name}: {len(rates)} layers, field {len(counts)},")
    print(f"  from {min(counts)} to {max(counts):,} paths")
    shares = [count / sum(counts) for count in counts]
    ax.plot(range(len(shares)), shares[::-1], style, label=name)
ax.set_xlabel("steps back in time")
ax.set_ylabel("share of all paths")
ax.legend(title="rates")
