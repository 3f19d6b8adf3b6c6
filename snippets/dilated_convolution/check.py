from fractions import Fraction

import torch
from torch import nn

from conv_arithmetic import (
    Layer,
    effective_kernel_size,
    receptive_field,
    valid_taps,
)

print("Span and output size")
x = torch.randn(1, 64, 64, 64)
for dilation in (1, 2, 4, 8, 16):
    conv = nn.Conv2d(64, 64, kernel_size=3, padding=dilation, dilation=dilation)
    span = effective_kernel_size(3, dilation)
    height, width = conv(x).shape[2:]
    print(
        f"dilation={dilation:>2}: span {span:>2}×{span:<2}  "
        f"padding={dilation:>2}  output {height}×{width}"
    )

inside = valid_taps(64, 3, dilation)
mean_inside = Fraction(
    sum(taps * count for taps, count in inside.items()), 64**2
)


def weights(conv):
    return sum(parameter.numel() for parameter in conv.parameters())


dense = weights(nn.Conv2d(64, 64, 5, padding=2, bias=False))
dilated = weights(nn.Conv2d(64, 64, 3, padding=2, dilation=2, bias=False))
saved = 1 - Fraction(dilated, dense)
# > 64 %
print("\nWeights for the same box")
print(f"dense   {dense:>7,}")
print(f"dilated {dilated:>7,}  ({float(saved):.0%} fewer)")

normal = receptive_field([Layer(3)] * 3)
stacked = receptive_field([Layer(3, dilation=rate) for rate in (1, 2, 4)])
print("\nReceptive field of three layers")
print(f"plain   {normal}×{normal}")
print(f"dilated {stacked}×{stacked}")
