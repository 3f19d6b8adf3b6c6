# evidoc: uses=degridding/three_nets,outline_fill/longer
import json
from pathlib import Path

import matplotlib.pyplot as plt

from conv_arithmetic import Layer, coverage, receptive_field
from palette import DILATED, MIXED

kept = json.loads(Path("degridding/three_nets.kept.json").read_text())
nets, speckle, parameters = kept["rates"], kept["speckle"], kept["parameters"]
means, lowest, highest, rows = [], [], [], []
fig, ax = plt.subplots(num="scores", figsize=(5, 3.2))
for position, (rates, scores) in enumerate(
    zip(nets, kept["scores"], strict=True)
):
    means.append(sum(scores) / len(scores))
    lowest.append(min(scores))
    highest.append(max(scores))
    layers = [Layer(3, dilation=rate) for rate in rates]
    rows.append([*rates, receptive_field(layers), *coverage(layers)])
    rows[-1] += [means[-1], speckle[position]]
    print(f"{rates}: mean IoU {means[-1]:.2f}, speckle {speckle[position]:.2%}")
    colour = MIXED if len(set(rates)) > 1 else DILATED
    beside = [position + 0.12 * (seed - 1) for seed in range(len(scores))]
    ax.plot(beside, scores, "o", color=colour)
seeds = len(scores)
table = [["rates", "mean", "lowest", "highest"]]
columns = zip(nets, means, lowest, highest, strict=True)
table += [[str(rates), *(round(n, 3) for n in row)] for rates, *row in columns]
ax.set_xticks(range(len(nets)), [str(rates) for rates in nets])
ax.set_xlim(-0.5, len(nets) - 0.5)
ax.set_ylim(0, 1.05)
ax.set_ylabel("mean IoU")

longer = json.loads(Path("outline_fill/longer.kept.json").read_text())
same_longer = longer["scores"]["same_rates"]
falling_longer = longer["scores"]["falling_rates"]
print(f"with more steps: {same_longer:.2f} and {falling_longer:.2f}")
