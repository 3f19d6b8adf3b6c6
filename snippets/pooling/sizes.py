import torch
from torch import nn

from conv_arithmetic import output_size

pool = nn.MaxPool2d(3)
parameters = sum(p.numel() for p in pool.parameters())
print(
    f"kernel {pool.kernel_size}, stride {pool.stride}, parameters {parameters}"
)

side = 32
x = torch.zeros(1, 1, side, side)
settings = (
    {"kernel_size": 2},
    {"kernel_size": 3},
    {"kernel_size": 3, "ceil_mode": True},
    {"kernel_size": 3, "stride": 2, "padding": 1},
)
rows = []
for setting in settings:
    pool = nn.MaxPool2d(**setting)
    size = pool(x).shape[-1]
    if not pool.ceil_mode:
        assert size == output_size(
            side, pool.kernel_size, pool.stride, pool.padding
        )
    rows.append([pool.kernel_size, pool.stride, pool.padding, size])
    print(f"{setting}: {size}")

try:
    nn.MaxPool2d(2, padding=2)(x)
except RuntimeError:
    print("too much padding for its window: refused")

# Zeros that pad count in a mean unless told otherwise.
ones = torch.ones(1, 1, 4, 4)
counted = nn.AvgPool2d(2, padding=1)(ones)[0, 0, 0, 0].item()
left_out = nn.AvgPool2d(2, padding=1, count_include_pad=False)(ones)[
    0, 0, 0, 0
].item()
print(f"mean in the corner of ones: {counted}, without the padding {left_out}")
# A maximum never sees its padding.
lowest = nn.MaxPool2d(2, padding=1)(-ones)[0, 0, 0, 0].item()
print(f"maximum in the corner of minus ones: {lowest}")
