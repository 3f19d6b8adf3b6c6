# evidoc: stderr=hidden
import torch
from torch import nn

from conv_arithmetic import same_padding

# region layers
one = nn.Conv2d(64, 64, 3, padding=1, dilation=1)
two = nn.Conv2d(64, 64, 3, padding=2, dilation=2)
four = nn.Conv2d(64, 64, 3, padding=4, dilation=4)
# endregion

x = torch.zeros(1, 64, 32, 32)
for conv in (one, two, four):
    print(f"padding = dilation = {conv.dilation[0]}: {tuple(conv(x).shape)}")


def sides_in_torch(kernel_size, dilation):
    """Find out how many zeros torch puts on the left and on the right."""
    x = torch.zeros(1, 1, 32, requires_grad=True)
    conv = nn.Conv1d(1, 1, kernel_size, padding="same", dilation=dilation)
    conv(x)[0, 0, 0].backward()
    # How far into the input the first output's last tap reaches.
    last = int(x.grad.nonzero().max())
    total = dilation * (kernel_size - 1)
    return total - last, last


sides = {}
for kernel_size, dilation in ((3, 1), (3, 4), (2, 1), (2, 2), (4, 3)):
    sides[kernel_size, dilation] = sides_in_torch(kernel_size, dilation)
    found = sides[kernel_size, dilation]
    agree = found == same_padding(kernel_size, dilation)
    print(
        f"K={kernel_size} d={dilation}: left and right {found}, "
        f"as computed: {agree}"
    )

try:
    nn.Conv2d(1, 1, 3, padding="same", stride=2)
except ValueError:
    print("padding='same' with a stride: refused")
