import torch
from torch import nn

line = torch.tensor([1, 2, 3, 4, 5]).float()
copy = torch.tensor([[[[1, 0, 0]]]]).float()  # reads the left neighbour

read = {}
for mode in ("zeros", "reflect", "replicate", "circular"):
    conv = nn.Conv2d(
        1, 1, (1, 3), padding=(0, 1), padding_mode=mode, bias=False
    )
    conv.weight.data = copy
    output = conv(line[None, None, None])[0, 0, 0]
    read[mode] = int(output[0])
    print(f"{mode:<10}{[int(value) for value in output]}")

default = nn.Conv2d(1, 1, 3)
defaults = {
    name: getattr(default, name)
    for name in ("stride", "padding", "dilation", "groups", "padding_mode")
}
print(f"defaults: {defaults}, bias: {default.bias is not None}")
