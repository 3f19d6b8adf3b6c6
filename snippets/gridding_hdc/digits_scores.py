# evidoc: uses=gridding_hdc/digits
import json
from pathlib import Path

import matplotlib.pyplot as plt

from conv_arithmetic import Layer, receptive_field
from palette import DILATED, MIXED

kept = json.loads(Path("gridding_hdc/digits.kept.json").read_text())
steps, parameters = kept["checkpoints"], kept["parameters"]
stacks = [[2, 2, 2, 2], [1, 2, 4, 1]]
fields = [receptive_field([Layer(3, dilation=d) for d in s]) for s in stacks]
seeds = len(kept["scores"][0])

means, spreads = [], []
table = [["rates", "steps", "mean", "lowest", "highest"]]
fig, ax = plt.subplots(num="curves", figsize=(5.6, 3.4))
styles = ("o-", DILATED), ("s-", MIXED)
for (style, colour), rates, curves in zip(
    styles, stacks, kept["scores"], strict=True
):
    by_step = list(zip(*curves, strict=True))
    mean = [sum(scores) / len(scores) for scores in by_step]
    low, high = list(map(min, by_step)), list(map(max, by_step))
    ax.plot(steps, mean, style, color=colour, label=str(rates))
    ax.fill_between(steps, low, high, fc=(colour, 0.2), ec=colour, lw=0.5)
    for step, *scores in zip(steps, mean, low, high, strict=True):
        table.append([str(rates), step, *(round(score, 3) for score in scores)])
    means.append(mean)
    spreads.append(high[-1] - low[-1])
ax.set_xlabel("training steps")
ax.set_ylabel("mean IoU")
ax.set_ylim(0, 1)
ax.legend()

for step, with_holes, without in zip(steps, *means, strict=True):
    print(
        f"after {step:>4} steps: {with_holes:.2f} with holes, {without:.2f} without"
    )
