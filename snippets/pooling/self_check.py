import torch
from torch import nn

from conv_arithmetic import Layer, effective_stride, receptive_field

side, pools = 224, 5
size = side
for _ in range(pools):
    size = nn.MaxPool2d(2)(torch.zeros(1, 1, size, size)).shape[-1]

kernel_size = 3
conv, pool = Layer(kernel_size), Layer(2, stride=2)
early, late = [pool, conv, conv], [conv, conv, pool]
fields = [receptive_field(early), receptive_field(late)]
step = effective_stride(early)

removed = 2
dilation = 2**removed
positions = 4**removed

patch = torch.tensor([[0, 0], [0, 8]]).float()[None, None]
maximum = int(nn.MaxPool2d(2)(patch))
average = int(nn.AvgPool2d(2)(patch))
