# evidoc: uses=outline_fill/plain,outline_fill/doubling,degridding/three_nets
import json
from pathlib import Path

import matplotlib.pyplot as plt

from conv_arithmetic import Layer, coverage, receptive_field
from palette import DILATED, MIXED, PLAIN


def scores_in(example):
    return json.loads(Path(f"{example}.kept.json").read_text())["scores"]


nets = {
    (1, 1, 1, 1): scores_in("outline_fill/plain"),
    (4, 4, 4, 4): scores_in("degridding/three_nets")[0],
    (1, 2, 4, 8): scores_in("outline_fill/doubling"),
}
rows, table = [], [["rates", "receptive field", "mean", "lowest", "highest"]]
look = {
    (1, 1, 1, 1): (PLAIN, "no dilation"),
    (4, 4, 4, 4): (DILATED, "one rate, holes"),
    (1, 2, 4, 8): (MIXED, "doubling rates"),
}
fig, ax = plt.subplots(num="outlines", figsize=(5.4, 3.4))
for rates, scores in nets.items():
    layers = [Layer(3, dilation=rate) for rate in rates]
    field = receptive_field(layers)
    reached, total = coverage(layers)
    results = [sum(scores) / len(scores), min(scores), max(scores)]
    rows.append([*rates, field, reached, total, *results])
    table.append([str(rates), field, *(round(score, 3) for score in results)])

    colour, label = look[rates]
    beside = [field + 0.8 * (seed - 1) for seed in range(len(scores))]
    ax.plot(beside, scores, "o", color=colour, label=label)
    ax.annotate(
        str(list(rates)),
        (field, results[0]),
        xytext=(0, -16),
        textcoords="offset points",
        ha="center",
    )
ax.set_xlabel("receptive field")
ax.set_ylabel("mean IoU")
ax.set_xlim(0, 42)
ax.set_ylim(0, 1.08)
ax.legend(loc="lower left")
plain, holes, doubling = (row[-3:] for row in rows)
seeds = len(scores)
