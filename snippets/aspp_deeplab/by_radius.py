# evidoc: uses=aspp_deeplab/equal,aspp_deeplab/mixed
import json
from pathlib import Path

import matplotlib.pyplot as plt

from palette import DILATED, MIXED, PLAIN

equal = json.loads(Path("aspp_deeplab/equal.kept.json").read_text())
mixed = json.loads(Path("aspp_deeplab/mixed.kept.json").read_text())
radii = range(3, 12)
equal_curve = dict(zip(equal["rates"], equal["by_radius"], strict=True))
rates = [2, 4, 8]
curves = [
    (str([1, 1, 1]), equal_curve[1], PLAIN, "o-"),
    (str([5, 5, 5]), equal_curve[5], DILATED, "s:"),
    (str([8, 8, 8]), equal_curve[8], DILATED, "s-"),
    (f"{rates} side by side", mixed["by_radius"]["parallel"], MIXED, "v--"),
    (f"{rates} in series", mixed["by_radius"]["series"], MIXED, "v-"),
]
fig, ax = plt.subplots(num="by_radius", figsize=(5.4, 3.8))
for label, curve, colour, style in curves:
    ax.plot(radii, curve, style, color=colour, label=label)
    print(f"{label}: {curve[0]:.2f} smallest, {curve[-1]:.2f} largest")
near, middle, far, parallel, series = (curve for _, curve, *_ in curves)
ax.set_xlabel("radius in pixels")
ax.set_ylabel("mean IoU")
ax.set_ylim(0.4, 1.02)
ax.legend(loc="lower left")
