from fractions import Fraction

import matplotlib.pyplot as plt
import torch
from torch.nn import functional

from conv_arithmetic import Layer, coverage, receptive_field
from palette import DILATED, MIXED

stacks = [[2, 2], [2, 2, 2], [1, 2, 9], [1, 2, 5]]


def reached(rates, side):
    """Let torch tell which inputs the gradient of one output arrives at."""
    x = torch.zeros(1, 1, side, side, requires_grad=True)
    y = x
    for rate in rates:
        y = functional.conv2d(y, torch.ones(1, 1, 3, 3), dilation=rate)
    y.backward()
    return x.grad[0, 0].nonzero()


sides, counts = [], []
table = [["rates", "reached", "positions"]]
fig, axes = plt.subplots(2, 2, num="lattice", figsize=(4.6, 5))
for ax, rates in zip(axes.flat, stacks, strict=True):
    layers = [Layer(3, dilation=rate) for rate in rates]
    sides.append(receptive_field(layers))
    cells = reached(rates, sides[-1])
    counts.append((len(cells), sides[-1] ** 2))
    assert counts[-1] == coverage(layers)
    table.append([str(rates), *counts[-1]])
    colour = MIXED if len(set(rates)) > 1 else DILATED
    ax.plot(*cells.T, "s", color=colour, markersize=110 / sides[-1])
    ax.set_title(f"{rates}\n{counts[-1][0]} / {counts[-1][1]}", fontsize=10)
    ax.set_xlim(-1, sides[-1])
    ax.set_ylim(-1, sides[-1])
    ax.set_aspect("equal")
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(True)


def share_of_equal_rates(d, n):
    """Return which share of their positions n layers at one rate reach."""
    return Fraction(*coverage([Layer(3, dilation=d)] * n))
