# evidoc: uses=outline_fill/plain,outline_fill/doubling,degridding/same_rates
import json
from pathlib import Path

import matplotlib.pyplot as plt

from conv_arithmetic import Layer, coverage, receptive_field

nets = {
    "outline_fill/plain": (1, 1, 1, 1),
    "degridding/same_rates": (4, 4, 4, 4),
    "outline_fill/doubling": (1, 2, 4, 8),
}
rows, table = [], [["rates", "receptive field", "mean", "lowest", "highest"]]
fig, ax = plt.subplots(num="outlines")
for name, rates in nets.items():
    kept = json.loads(Path(f"{name}.kept.json").read_text())
    scores = kept["scores"]
    layers = [Layer(3, dilation=rate) for rate in rates]
    field = receptive_field(layers)
    reached, total = coverage(layers)
    results = [sum(scores) / len(scores), min(scores), max(scores)]
    rows.append([*rates, field, reached, total, *results])
    table.append([str(rates), field, *(round(score, 3) for score in results)])

    has_holes = reached < total
    colour, marker = ("C1", "s") if has_holes else ("C0", "o")
    ax.plot([field] * len(scores), scores, marker, color=colour)
    ax.annotate(
        str(list(rates)),
        (field, results[0]),
        xytext=(0, -16),
        textcoords="offset points",
        ha="center",
    )
ax.plot([], [], "o", color="C0", label="no holes")
ax.plot([], [], "s", color="C1", label="holes")
ax.set_xlabel("receptive field")
ax.set_ylabel("mean IoU")
ax.set_xlim(0, 42)
ax.set_ylim(0, 1.08)
ax.legend(loc="lower left")
plain, holes, doubling = (row[-3:] for row in rows)
seeds = len(scores)
