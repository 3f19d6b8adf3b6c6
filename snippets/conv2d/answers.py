import torch
from torch import nn

from conv_arithmetic import macs, output_size, parameter_count, same_padding

layer = {"kernel_size": 5, "stride": 2, "padding": 1}
conv = nn.Conv2d(32, 64, **layer)
side = 100
size = output_size(side, **layer)
parameters = parameter_count(32, 64, layer["kernel_size"])
assert conv(torch.zeros(1, 32, side, side)).shape[2:] == (size, size)
assert parameters == sum(p.numel() for p in conv.parameters())

wide = 7
padding = same_padding(wide)
assert (
    nn.Conv2d(1, 1, wide, padding=padding)(conv.weight[:1, :1]).shape[-1] == 5
)

narrow_cost = macs(side, 32, 64, **layer)
wide_cost = macs(side, 64, 128, **layer)
growth = wide_cost // narrow_cost
