# evidoc: uses=degridding/same_rates,degridding/rising_rates,degridding/falling_rates
import json
from pathlib import Path

import matplotlib.pyplot as plt

from conv_arithmetic import Layer, coverage, receptive_field

nets = {
    "same_rates": (4, 4, 4, 4),
    "rising_rates": (1, 2, 4, 4),
    "falling_rates": (4, 4, 2, 1),
}
means, lowest, highest, speckle, reached, fields = [], [], [], [], [], []
fig, ax = plt.subplots(num="scores", figsize=(5, 3.2))
for position, (name, rates) in enumerate(nets.items()):
    kept = json.loads(Path(f"degridding/{name}.kept.json").read_text())
    scores = kept["scores"]
    means.append(sum(scores) / len(scores))
    lowest.append(min(scores))
    highest.append(max(scores))
    speckle.append(sum(kept["speckle"]) / len(scores))
    layers = [Layer(3, dilation=rate) for rate in rates]
    reached.append(coverage(layers))
    fields.append(receptive_field(layers))
    print(f"{rates}: mean IoU {means[-1]:.2f}, speckle {speckle[-1]:.2%}")
    ax.plot([position] * len(scores), scores, "o", color="C0", alpha=0.5)
    ax.plot(position, means[-1], "_", color="C1", markersize=24)
parameters, seeds = kept["parameters"], len(scores)
table = [["rates", "mean", "lowest", "highest"]]
columns = zip(nets.values(), means, lowest, highest, strict=True)
table += [[str(rates), *(round(n, 3) for n in row)] for rates, *row in columns]
ax.set_xticks(range(len(nets)), [str(list(rates)) for rates in nets.values()])
ax.set_xlim(-0.5, len(nets) - 0.5)
ax.set_ylim(0, 1.05)
ax.set_ylabel("mean IoU")
