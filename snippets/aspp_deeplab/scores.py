# evidoc: uses=aspp_deeplab/equal,aspp_deeplab/mixed
import json
from pathlib import Path
from statistics import mean

import matplotlib.pyplot as plt

from conv_arithmetic import Layer, hit_counts
from palette import DILATED, MIXED


def field_and_read(*stacks):
    """Return how many cells an output spans, and how many it reads, on one axis.

    Each branch is a stack of rates of its own; together they read what any of them reads.
    """
    read = set()
    for rates in stacks:
        paths = hit_counts([Layer(3, dilation=rate) for rate in rates])
        middle = len(paths) // 2
        read |= {cell - middle for cell, count in enumerate(paths) if count}
    return max(read) - min(read) + 1, len(read)


equal = json.loads(Path("aspp_deeplab/equal.kept.json").read_text())
mixed = json.loads(Path("aspp_deeplab/mixed.kept.json").read_text())
score_of = {
    rate: mean(found)
    for rate, found in zip(equal["rates"], equal["scores"], strict=True)
}
best_rate = max(score_of, key=score_of.get)
past_best = best_rate + 1
means = {name: mean(found) for name, found in mixed["scores"].items()}
seeds = len(mixed["scores"]["series"])
runs = [*mixed["scores"].values(), *equal["scores"]]
spread = max(max(found) - min(found) for found in runs)
parameters = mixed["parameters"]
stem_field, _ = field_and_read((1, 1))

rows = [
    [5, 5, 5, 1, 1, *field_and_read((1, 1, 5)), score_of[5]],
    [8, 8, 8, 1, 1, *field_and_read((1, 1, 8)), score_of[8]],
    [7, 7, 7, 1, 2, *field_and_read((1, 2, 7)), means["one_scale"]],
    [2, 4, 8, 1, 1],
    [2, 4, 8, 1, 1, *field_and_read((1, 1, 2, 4, 8)), means["series"]],
]
rows[3] += field_and_read((1, 1, 2), (1, 1, 4), (1, 1, 8))
rows[3].append(means["parallel"])
for *rates, first, second, field, read, score in rows:
    print(
        f"{rates}, stem {[first, second]}: {read} of {field}, IoU {score:.3f}"
    )

has_holes = {
    rate: len(set(field_and_read((1, 1, rate)))) > 1 for rate in score_of
}
fig, ax = plt.subplots(num="rates", figsize=(5.4, 3.8))
for label, wanted, face in (
    ("equal rates", False, DILATED),
    ("equal rates, with holes", True, "none"),
):
    shown = [rate for rate in score_of if has_holes[rate] == wanted]
    heights = [score_of[rate] for rate in shown]
    style = {"color": DILATED, "markerfacecolor": face}
    ax.plot(shown, heights, "o", label=label, **style)
rates = rows[3][:3]
for name, label, colour, style in (
    ("one_scale", "one rate, stem without holes", DILATED, ":"),
    ("parallel", f"{rates} side by side", MIXED, "--"),
    ("series", f"{rates} in series", MIXED, "-"),
):
    ax.axhline(means[name], color=colour, linestyle=style, label=label)
ax.set_xlabel("rate of all three branches")
ax.set_ylabel("mean IoU")
ax.set_ylim(0.6, 1.02)
ax.legend()
table = [["the rates", "mean IoU"]]
table += [[str([rate] * 3), round(score_of[rate], 3)] for rate in score_of]
