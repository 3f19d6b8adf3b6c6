import torch
from torch import nn

from pyramid import Pyramid

channels, classes, seed = 12, 3, 0


# region net
def conv(inputs, kernel_size, rate=1):
    """A convolution that keeps the size, batch norm and ReLU."""
    shape = {"padding": rate * (kernel_size // 2), "dilation": rate}
    layer = nn.Conv2d(inputs, channels, kernel_size, **shape, bias=False)
    return nn.Sequential(layer, nn.BatchNorm2d(channels), nn.ReLU())


class SideBySide(nn.Module):
    """A stem, a branch for each rate, a projection and a classifier."""

    def __init__(self, rates):
        super().__init__()
        self.stem = nn.Sequential(conv(1, 3), conv(channels, 3))
        self.branches = nn.ModuleList(conv(channels, 3, rate) for rate in rates)
        self.project = conv(len(rates) * channels, 1)
        self.classify = nn.Conv2d(channels, classes, kernel_size=1)

    def forward(self, images):
        features = self.stem(images)
        branches = [branch(features) for branch in self.branches]
        return self.classify(self.project(torch.cat(branches, dim=1)))


# endregion

# The module that the experiment imports builds the same net.
rates = (2, 4, 8)
torch.manual_seed(seed)
net, theirs = SideBySide(rates), Pyramid(rates, seed=seed)
images = torch.randn(2, 1, 48, 48)
same = torch.equal(net.eval()(images), theirs.eval()(images))
parameters = sum(p.numel() for p in net.parameters())
print(f"parameters: {parameters:,}, the same as in pyramid: {same}")
