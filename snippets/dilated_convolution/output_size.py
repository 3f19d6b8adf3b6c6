from fractions import Fraction

import torch
from torch import nn

from conv_arithmetic import output_size

I, K, S, P, d = 64, 3, 2, 1, 1
unrounded = Fraction(I - d * (K - 1) - 1 + 2 * P, S) + 1
size = output_size(I, K, S, P, d)
in_torch = nn.Conv2d(1, 1, K, S, P, d)(torch.zeros(1, 1, I, I)).shape[-1]
print(f"without floor {float(unrounded)}, with floor {size}, torch {in_torch}")

wide = 8
kept = output_size(64, 3, padding=wide, dilation=wide)
shrunk = output_size(64, 3, padding=0, dilation=wide)
print(f"dilation={wide}: {kept} with padding, {shrunk} without")

try:
    output_size(16, 3, dilation=wide)
except ValueError:
    print("a kernel wider than its input: refused")
try:
    nn.Conv2d(1, 1, 3, dilation=wide)(torch.zeros(1, 1, 16, 16))
except RuntimeError:
    print("torch refuses it too")
