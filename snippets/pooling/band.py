# evidoc: uses=outline_fill/plain,outline_fill/pooled,outline_fill/doubling
import json
from pathlib import Path

import matplotlib.pyplot as plt

runs = (
    ("ordinary layers", "plain"),
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

fig, ax = plt.subplots(num="band", figsize=(6, 3))
for marker, colour, label, scores in (
    ("o", "C0", "all pixels", overall),
    ("s", "C1", "near boundaries", band),
):
    for seed in zip(*scores, strict=True):
        ax.plot(names, seed, marker, color=colour, alpha=0.5)
    ax.plot(
        names,
        [mean(each) for each in scores],
        "_",
        ms=24,
        color=colour,
        label=label,
    )
ax.set_ylabel("mean IoU")
ax.legend()
