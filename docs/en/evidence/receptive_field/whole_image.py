import torch
from torch import nn


class SqueezeExcite(nn.Module):
    """Scale every channel by what its mean says."""

    def forward(self, x):
        return x * torch.sigmoid(x.mean((2, 3), keepdim=True))


def reached(*layers):
    """Count the positions of its own image, and the images, that move an output."""
    torch.manual_seed(0)
    x = torch.randn(3, 4, 16, 16, requires_grad=True)
    nn.Sequential(*layers)(x)[0, :, 8, 8].sum().backward()
    moved = x.grad.abs().sum(1) > 1e-9
    return int(moved[0].sum()), int(moved.flatten(1).any(1).sum())


conv = nn.Conv2d(4, 4, 3, padding=1)
counts = []
for name, layers in (
    ("convolution alone", [conv]),
    ("with squeeze and excitation", [conv, SqueezeExcite()]),
    ("with instance norm", [conv, nn.InstanceNorm2d(4)]),
    ("with batch norm in training", [conv, nn.BatchNorm2d(4)]),
    ("with batch norm in evaluation", [conv, nn.BatchNorm2d(4).eval()]),
):
    counts.append(reached(*layers))
    print(f"{name}: positions {counts[-1][0]}, images {counts[-1][1]}")
