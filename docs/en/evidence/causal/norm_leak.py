import torch
from torch import nn

length, channels = 24, 4


def leaks(layer):
    """Count pairs of an output and a later input that it depends on."""
    torch.manual_seed(0)
    x = torch.randn(1, channels, length, dtype=torch.double, requires_grad=True)
    y = layer.double()(x)
    count = 0
    for t in range(length):
        (gradient,) = torch.autograd.grad(y[0, 0, t], x, retain_graph=True)
        count += int(gradient[0, :, t + 1 :].any(dim=0).sum())
    return count


class OverChannels(nn.LayerNorm):
    """Normalize every time step by itself."""

    def forward(self, x):
        return super().forward(x.transpose(1, 2)).transpose(1, 2)


norms = [
    ("batch norm in training", nn.BatchNorm1d(channels)),
    ("batch norm in evaluation", nn.BatchNorm1d(channels).eval()),
    ("group norm", nn.GroupNorm(1, channels)),
    ("layer norm over channels", OverChannels(channels)),
]
pairs = length * (length - 1) // 2
found = []
for name, norm in norms:
    found.append(leaks(norm))
    print(f"{found[-1]} of {pairs} pairs leak: {name}")
training, evaluation, group, layer = found
