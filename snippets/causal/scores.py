# evidoc: uses=causal/train_recall
import json
from pathlib import Path
from statistics import mean

import matplotlib.pyplot as plt

from palette import MIXED, NEUTRAL, PLAIN
from recall import MARKED, SYMBOLS

kept = json.loads(Path("causal/train_recall.kept.json").read_text())
chance = 1 / SYMBOLS
rows, best = [], {}
fig, ax = plt.subplots(num="by_distance", figsize=(4.8, 3))
for colour, (name, field) in zip(
    (PLAIN, MIXED), kept["fields"].items(), strict=True
):
    # The last mark lies outside the field if no time step in it is marked.
    outside = (1 - MARKED) ** field
    best[name] = 1 - outside + outside * chance
    scores = kept["accuracies"][name]
    row = [best[name], mean(scores), min(scores), max(scores)]
    rows.append(
        [field, *row, mean(kept["within"][name]), mean(kept["beyond"][name])]
    )
    print(f"field {field:>2}: {mean(scores):.3f}, at best {best[name]:.3f}")

    curve = [
        mean(seeds) for seeds in zip(*kept["by_distance"][name], strict=True)
    ]
    ax.plot(range(len(curve)), curve, color=colour, label=str(field))
ax.axhline(chance, color=NEUTRAL, lw=1)
ax.set_ylim(0, 1.02)
ax.set_xlabel("time steps since the last mark")
ax.set_ylabel("share of right answers")
ax.legend(title="receptive field")
seeds = len(scores)
surest = min(kept["within"]["dilated"])
luckiest = max(kept["beyond"]["plain"] + kept["beyond"]["dilated"])
edge = kept["fields"]["plain"] - 1
edge_worst = min(seed[edge] for seed in kept["by_distance"]["plain"])
last = kept["fields"]["dilated"] - 1
