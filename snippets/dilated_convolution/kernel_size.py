from fractions import Fraction

import torch
from torch.nn import functional

from conv_arithmetic import effective_kernel_size, parameter_count

kernel_size = 3


def span_in_torch(dilation):
    """Measure how far apart the outermost positions are that one output reads."""
    x = torch.zeros(1, 1, 64, requires_grad=True)
    y = functional.conv1d(x, torch.ones(1, 1, kernel_size), dilation=dilation)
    y[0, 0, 0].backward()
    read = x.grad[0, 0].nonzero()
    return int(read.max() - read.min()) + 1


rows = []
for d in (1, 2, 4, 8):
    span = effective_kernel_size(kernel_size, d)
    taps = parameter_count(1, 1, kernel_size, bias=False)
    rows.append((kernel_size, d, span, span, taps))
    print(
        f"d = {d}: {span:>2} cells, measured {span_in_torch(d):>2}, weights {taps}"
    )

area_ratio = Fraction(span**2, kernel_size**2)
side_ratio = Fraction(span, kernel_size)
share_read = Fraction(taps, span**2)
print(f"area {float(area_ratio):.2f} times, side {float(side_ratio):.2f} times")
print(f"positions read: {taps} of {span**2} ({float(share_read):.1%})")
