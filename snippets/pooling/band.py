# evidoc: uses=outline_fill/plain,outline_fill/pooled,outline_fill/doubling
import json
from pathlib import Path

import matplotlib.pyplot as plt

from palette import MIXED, NEUTRAL, PLAIN

runs = (
    ("plain layers", "plain"),
    ("two poolings", "pooled"),
    ("doubling rates", "doubling"),
)


def mean(scores):
    return sum(scores) / len(scores)


names, overall, band = [], [], []
for name, run in runs:
    kept = json.loads(Path(f"outline_fill/{run}.kept.json").read_text())
    names.append(name)
    overall.append(kept["scores"])
    band.append(kept["band"])
    seeds = range(len(kept["scores"]))
    print(
        f"{name}: {mean(overall[-1]):.2f}, near boundaries {mean(band[-1]):.2f}"
    )

rows = [[mean(overall[n]), mean(band[n])] for n in range(len(runs))]
lost = min(band[2][seed] - band[1][seed] for seed in seeds)

# Colours tell the nets apart, marks where the pixels lie.
fig, ax = plt.subplots(num="band", figsize=(4.8, 3))
for marker, label, scores in (
    ("o", "all pixels", overall),
    ("s", "near boundaries", band),
):
    shift = -0.1 if marker == "o" else 0.1
    for place, (colour, seeds_of) in enumerate(
        zip((PLAIN, NEUTRAL, MIXED), scores, strict=True)
    ):
        at = [place + shift] * len(seeds_of)
        ax.plot(at, seeds_of, marker, color=colour, mfc="none")
    ax.plot([], [], marker, color=NEUTRAL, label=label)
ax.set_xticks(range(len(names)), names)
ax.set_xlim(-0.5, len(names) - 0.5)
ax.set_ylabel("mean IoU")
ax.legend(loc="lower right")
