from fractions import Fraction

import torch
from torch.nn import functional

from conv_arithmetic import Layer, coverage


def density(rate):
    """Return the share of the cells that a lattice with this step has."""
    return Fraction(1, rate**2)


kernel_size, dilation = 3, 2
x = torch.zeros(1, 1, 12, 12, requires_grad=True)
y = x
for _ in range(2):
    kernel = torch.ones(1, 1, kernel_size, kernel_size)
    y = functional.conv2d(y, kernel, padding=dilation, dilation=dilation)

# Which inputs get a gradient from one output, which from all of them?
(one,) = torch.autograd.grad(y[0, 0, 6, 6], x, retain_graph=True)
(every,) = torch.autograd.grad(y.sum(), x)
inputs = x.numel()
read_by_one, read_by_all = (int(g.count_nonzero()) for g in (one, every))
print(f"one output reads {read_by_one} of {inputs} inputs")
print(f"all outputs together read {read_by_all}")

# How dense is what one output reads of its field?
shares = []
for depth in (2, 8, 64):
    reached, total = coverage([Layer(kernel_size, dilation=dilation)] * depth)
    shares.append(Fraction(reached, total))
    print(f"{depth:>2} layers: {float(shares[-1]):.1%} of the field")
lattice = density(dilation)
board = [[(row + column) % 2 for column in range(8)] for row in range(8)]
checkerboard = Fraction(sum(map(sum, board)), 8 * 8)
print(
    f"a lattice: {float(lattice):.0%}, a checkerboard: {float(checkerboard):.0%}"
)
