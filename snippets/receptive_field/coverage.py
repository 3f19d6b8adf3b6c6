import matplotlib.pyplot as plt
import torch
from torch.nn import functional

from conv_arithmetic import Layer, coverage, hit_counts, receptive_field

stacks = ((1,) * 8, (1, 2, 5), (2, 2, 2, 2), (4, 4), (8,))


def reached_in_torch(rates):
    """Count the positions of the image that have a gradient."""
    x = torch.zeros(1, 1, 17, 17, requires_grad=True)
    y = x
    for rate in rates:
        y = functional.conv2d(y, torch.ones(1, 1, 3, 3), dilation=rate)
    y.sum().backward()
    return int(x.grad.count_nonzero())


fig, ax = plt.subplots(num="coverage", figsize=(6, 2.6))
rows = []
table = [["the rates", "cells reached", "out of"]]
for line, rates in enumerate(stacks):
    layers = [Layer(3, dilation=rate) for rate in rates]
    reached, total = coverage(layers)
    assert reached == reached_in_torch(rates)
    rows.append([receptive_field(layers), reached, total])
    table.append([str(list(rates)), reached, total])
    print(f"{list(rates)}: {reached} of {total}")
    cells = [cell for cell, n in enumerate(hit_counts(layers)) if n]
    ax.plot(cells, [line] * len(cells), "s", ms=9)
ax.set_yticks(range(len(stacks)), [str(list(rates)) for rates in stacks])
ax.invert_yaxis()
ax.set_xlabel("cell of the receptive field, one axis")
