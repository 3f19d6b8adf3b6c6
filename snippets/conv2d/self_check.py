import torch
from torch import nn

from conv_arithmetic import macs, output_size, parameter_count, same_padding

kernel, stride, padded = 5, 2, 1
layer = {"kernel_size": kernel, "stride": stride, "padding": padded}
conv = nn.Conv2d(32, 64, **layer)
side = 100
size = output_size(side, **layer)
parameters = parameter_count(32, 64, kernel)
assert conv(torch.zeros(1, 32, side, side)).shape[2:] == (size, size)
assert parameters == sum(p.numel() for p in conv.parameters())

wide = 7
padding = same_padding(wide)
x = torch.zeros(1, 1, side, side)
assert nn.Conv2d(1, 1, wide, padding=padding)(x).shape == x.shape

narrow_cost = macs(side, 32, 64, **layer)
wide_cost = macs(side, 64, 128, **layer)
growth = wide_cost // narrow_cost
