# evidoc: uses=aspp_deeplab/near,aspp_deeplab/middle,aspp_deeplab/far,aspp_deeplab/mixed
import json
from pathlib import Path
from statistics import mean

import matplotlib.pyplot as plt

radii = range(3, 12)
curves = {}
fig, ax = plt.subplots(num="by_radius")
for marker, name in zip(
    "osdv", ("near", "middle", "far", "mixed"), strict=True
):
    kept = json.loads(Path(f"aspp_deeplab/{name}.kept.json").read_text())
    curves[name] = [
        mean(seeds) for seeds in zip(*kept["by_radius"], strict=True)
    ]
    ax.plot(radii, curves[name], marker=marker, label=str(kept["rates"]))
ax.set_ylim(0, 1.02)
ax.set_xlabel("size, pixels")
ax.set_ylabel("mean IoU")
ax.legend(title="rates", loc="lower left")

smallest = {name: curve[0] for name, curve in curves.items()}
largest = {name: curve[-1] for name, curve in curves.items()}
worst = {name: min(curve) for name, curve in curves.items()}
for name in curves:
    print(
        f"{name:<7}{smallest[name]:.2f} smallest, {largest[name]:.2f} largest"
    )
