import torch
from torch import nn
from torch.nn import functional


# region module
def normed(in_channels, out_channels, kernel_size, rate=1, groups=1):
    """A convolution that keeps the size, batch norm and ReLU."""
    conv = nn.Conv2d(
        in_channels,
        out_channels,
        kernel_size,
        padding=rate * (kernel_size // 2),
        dilation=rate,
        groups=groups,
        bias=False,
    )
    return nn.Sequential(conv, nn.BatchNorm2d(out_channels), nn.ReLU())


def separable(in_channels, out_channels, rate):
    """A dilated branch of v3+: filter every channel, then mix them."""
    depthwise = normed(in_channels, in_channels, 3, rate, groups=in_channels)
    return nn.Sequential(depthwise, normed(in_channels, out_channels, 1))


class ASPP(nn.Module):
    def __init__(self, in_channels, out_channels, rates, separated):
        super().__init__()
        self.branches = nn.ModuleList([normed(in_channels, out_channels, 1)])
        for rate in rates:
            if separated:
                self.branches.append(separable(in_channels, out_channels, rate))
            else:
                self.branches.append(normed(in_channels, out_channels, 3, rate))
        self.pooling = nn.Sequential(
            nn.AdaptiveAvgPool2d(1), normed(in_channels, out_channels, 1)
        )
        self.project = normed(out_channels * (len(rates) + 2), out_channels, 1)

    def forward(self, x):
        image = functional.interpolate(
            self.pooling(x), size=x.shape[2:], mode="bilinear"
        )
        return self.project(
            torch.cat([*(branch(x) for branch in self.branches), image], dim=1)
        )


# endregion

rates = (6, 12, 18)
features = torch.zeros(1, 2048, 33, 33)
parameters = {}
for name, separated in (("v3", False), ("v3+", True)):
    aspp = ASPP(2048, 256, rates, separated).eval()
    parameters[name] = sum(p.numel() for p in aspp.parameters())
    with torch.no_grad():
        shape = tuple(aspp(features).shape)
    print(f"{name:<3} {parameters[name]:>10,} parameters, output {shape}")
