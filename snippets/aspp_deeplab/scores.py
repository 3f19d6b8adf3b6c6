# evidoc: uses=aspp_deeplab/near,aspp_deeplab/middle,aspp_deeplab/far,aspp_deeplab/mixed
import json
from pathlib import Path
from statistics import mean

import matplotlib.pyplot as plt

from conv_arithmetic import Layer, receptive_field

rows, means = [], {}
fig, ax = plt.subplots(num="seeds")
for place, name in enumerate(("near", "middle", "far", "mixed")):
    kept = json.loads(Path(f"aspp_deeplab/{name}.kept.json").read_text())
    rates, scores = kept["rates"], kept["scores"]
    stem = [Layer(3), Layer(3)]
    field = receptive_field([*stem, Layer(3, dilation=max(rates))])
    means[name] = mean(scores)
    rows.append([*rates, field, mean(scores), min(scores), max(scores)])
    print(
        f"{rates}: mean {means[name]:.3f}, {min(scores):.3f} to {max(scores):.3f}"
    )
    ax.plot([place] * len(scores), scores, "o", label=str(rates))

gain = means["mixed"] - means["far"]
seeds = len(scores)
ax.set_ylim(0, 1)
ax.set_xticks([])
ax.set_ylabel("mean IoU")
ax.legend(title="rates", loc="lower right")
