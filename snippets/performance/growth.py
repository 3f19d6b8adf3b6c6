# evidoc: files=data/bench.json
import json
from math import log
from pathlib import Path

import matplotlib.pyplot as plt

series = json.loads(Path("data/bench.json").read_text())["scale"]["series"]
TITLES = (
    "number of pages",
    "number of examples",
    "number of claims",
    "claims of one page",
)
STEPS = {"run": "o", "check": "s", "update": "^", "build": "v"}


def slope(series_name, step):
    """The exponent of the growth between the two largest sizes."""
    (n, small), (m, large) = list(series[series_name].items())[-2:]
    costs = large[step]["cpu"] / small[step]["cpu"]
    return log(costs) / log(int(m) / int(n))


slopes = {name: {step: slope(name, step) for step in STEPS} for name in series}
steepest = max(max(each.values()) for each in slopes.values())
for title, each in zip(TITLES, slopes.values(), strict=True):
    print(f"{title}:", *(f"{step} {value:.2f}" for step, value in each.items()))

fig, axes = plt.subplots(2, 2, num="growth", figsize=(7, 5.4), sharey=True)
for ax, title, sizes in zip(axes.flat, TITLES, series.values(), strict=True):
    for step, marker in STEPS.items():
        cpu = [costs[step]["cpu"] for costs in sizes.values()]
        ax.loglog(
            [int(size) for size in sizes], cpu, marker, ls="-", label=step
        )
    ax.set_title(title)
    ax.set_ylabel("CPU seconds")
axes[0, 0].legend()
fig.tight_layout()
