# evidoc: uses=outline_fill/task,outline_fill/plain,outline_fill/lattices,outline_fill/doubling
import json
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.colors import ListedColormap

from conv_arithmetic import Layer, coverage
from palette import CLASSES


def kept(run):
    return json.loads(Path(f"outline_fill/{run}.kept.json").read_text())


def reached(rates):
    return coverage([Layer(3, dilation=rate) for rate in rates])


task, lattices = kept("task"), kept("lattices")
partly = ((2, 4, 8, 2), (5, 5, 5, 1))
rows = [
    [*rates, *reached(rates), sum(scores) / len(scores)]
    for rates, scores in zip(partly, lattices["scores"], strict=True)
]
for *rates, cells, total, score in rows:
    print(f"{rates}: {cells} of {total}, mean IoU {score:.2f}")

nets = (
    ((1, 1, 1, 1), kept("plain")["predicted"]),
    *zip(partly, lattices["predicted"], strict=True),
    ((1, 2, 4, 8), kept("doubling")["predicted"]),
)
wrong, table = [], [["the rates", "wrong pixels"]]
colours = ListedColormap(CLASSES)
plt.rc("image", interpolation="none")
fig, axes = plt.subplots(2, 3, num="partly_read", figsize=(6, 4.4))
input_ax, truth_ax, *net_axes = axes.flat
input_ax.imshow(task["image"], cmap="gray", vmin=-0.5, vmax=1.5)
input_ax.set_title("the input")
truth_ax.imshow(task["truth"], cmap=colours, vmin=0, vmax=2)
truth_ax.set_title("the truth")
for ax, (rates, mask) in zip(net_axes, nets, strict=True):
    ax.imshow(mask, cmap=colours, vmin=0, vmax=2)
    ax.set_title(str(list(rates)))
    lines = zip(mask, task["truth"], strict=True)
    wrong.append(
        sum(a != b for two in lines for a, b in zip(*two, strict=True))
    )
    table.append([str(list(rates)), wrong[-1]])
for ax in axes.flat:
    ax.axis("off")
