import matplotlib.pyplot as plt
import torch
from torch.nn import functional

import conv_arithmetic
from conv_arithmetic import Layer
from palette import DILATED, MIXED, PLAIN


# region counts
def hit_counts(layers):
    """Count the paths from each cell of the field to one output, on one axis."""
    counts = [1]
    for layer in layers:
        wider = [0] * (len(counts) + layer.dilation * (layer.kernel_size - 1))
        for tap in range(layer.kernel_size):
            for cell, count in enumerate(counts):
                wider[cell + tap * layer.dilation] += count
        counts = wider
    return counts


# endregion
def counts_in_torch(layers):
    """Take the gradient through kernels of ones, which counts paths, too."""
    field = conv_arithmetic.receptive_field(layers)
    x = torch.zeros(1, 1, field, requires_grad=True)
    y = x
    for layer in layers:
        ones = torch.ones(1, 1, layer.kernel_size)
        y = functional.conv1d(y, ones, dilation=layer.dilation)
    y.sum().backward()
    return x.grad.flatten().int().tolist()


stacks = ((1,) * 8, (1, 2, 5), (2, 2, 2, 2), (4, 4), (8,))
colours = (PLAIN, MIXED, DILATED, DILATED, DILATED)

fig, ax = plt.subplots(num="coverage", figsize=(4.2, 2.6))
rows = []
table = [["the rates", "cells reached", "out of"]]
for line, (rates, colour) in enumerate(zip(stacks, colours, strict=True)):
    layers = [Layer(3, dilation=rate) for rate in rates]
    counts = hit_counts(layers)
    assert counts == counts_in_torch(layers)
    reached, total = sum(n > 0 for n in counts) ** 2, len(counts) ** 2
    assert (reached, total) == conv_arithmetic.coverage(layers)
    rows.append([len(counts), reached, total])
    table.append([str(list(rates)), reached, total])
    print(f"{list(rates)}: {reached} of {total}")
    cells = [cell for cell, n in enumerate(counts) if n]
    ax.plot(cells, [line] * len(cells), "s", ms=7, color=colour)
ax.set_yticks(range(len(stacks)), [str(list(rates)) for rates in stacks])
ax.invert_yaxis()
ax.set_xlabel("cell of the receptive field, one axis")
