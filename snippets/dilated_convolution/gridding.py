from fractions import Fraction

import matplotlib.pyplot as plt
import torch
from torch.nn import functional

from conv_arithmetic import Layer, coverage, hit_counts
from palette import DILATED, HOLE, MIXED

dilation = 2
stack = [Layer(3, dilation=dilation)] * 2
counts = hit_counts(stack)
side = len(counts)
reached, total = coverage(stack)
share = Fraction(reached, total)
# > 30.9 %
lattice = dilation**2

# Torch's own answer: where does the gradient of one output arrive?
x = torch.zeros(1, 1, 9, 9, requires_grad=True)
y = x
for layer in stack:
    y = functional.conv2d(y, torch.ones(1, 1, 3, 3), dilation=layer.dilation)
y.backward()
for row in x.grad[0, 0]:
    print(" ".join(f"{int(paths)}" if paths else "·" for paths in row))
print(f"reached: {reached} of {total}")

same = [Layer(3, dilation=dilation)] * 4
hybrid_rates = (1, 2, 5)
hybrid = [Layer(3, dilation=rate) for rate in hybrid_rates]
fig, axes = plt.subplots(1, 2, num="coverage", figsize=(6, 3.4))
for ax, layers, colour in zip(
    axes, (same, hybrid), (DILATED, MIXED), strict=True
):
    line = [paths > 0 for paths in hit_counts(layers)]
    for label, wanted, style in (
        ("reached", True, {"marker": "s", "color": colour}),
        ("hole", False, {"marker": "x", "color": HOLE}),
    ):
        cells = [
            (column, row)
            for row, down in enumerate(line)
            for column, across in enumerate(line)
            if (across and down) == wanted
        ]
        x, y = zip(*cells, strict=True) if cells else ((), ())
        ax.plot(x, y, linestyle="none", markersize=5, label=label, **style)
    ax.set_title(str([layer.dilation for layer in layers]))
    ax.set_aspect("equal")
    ax.axis("off")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, 0), ncols=2)
sides = (len(line), len(line))
same_coverage, hybrid_coverage = coverage(same), coverage(hybrid)
