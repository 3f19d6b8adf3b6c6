# evidoc: uses=outline_fill/plain,outline_fill/doubling
import json
from pathlib import Path

import matplotlib.pyplot as plt

from conv_arithmetic import Layer, receptive_field
from palette import MIXED, PLAIN

plain_rates, doubling_rates = (1, 1, 1, 1), (1, 2, 4, 8)
plain_field, doubling_field = (
    receptive_field([Layer(3, dilation=rate) for rate in rates])
    for rates in (plain_rates, doubling_rates)
)
reach = plain_field // 2

fig, ax = plt.subplots(num="by_distance", figsize=(4.8, 3.2))
mean, scores = [], []
for name, colour, run in (
    ("plain layers", PLAIN, "plain"),
    ("doubling rates", MIXED, "doubling"),
):
    kept = json.loads(Path(f"outline_fill/{run}.kept.json").read_text())
    seeds = kept["by_distance"]
    distances = range(len(seeds[0]))
    mean.append([sum(at) / len(seeds) for at in zip(*seeds, strict=True)])
    scores.append(kept["scores"])
    for seed in seeds:
        ax.plot(distances, seed, color=colour, lw=0.8, alpha=0.8)
    ax.plot(distances, mean[-1], color=colour, marker="o", label=name)
least = min(mean[1])
overall = [sum(each) / len(each) for each in scores]
ax.set_xlabel("steps from the boundary")
ax.set_ylabel("share of pixels labelled right")
ax.set_ylim(0, 1.05)
ax.legend()

for distance, (plain, doubling) in enumerate(zip(*mean, strict=True)):
    print(f"{distance} steps: {plain:.2f} and {doubling:.2f}")
