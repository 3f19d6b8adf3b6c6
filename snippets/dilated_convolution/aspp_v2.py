import torch
from torch import nn


class ASPPv2(nn.Module):
    """Dilated branches, each with its own classifier; their scores are added."""

    def __init__(self, in_channels, classes, rates, width=1024):
        super().__init__()
        self.branches = nn.ModuleList(
            nn.Sequential(
                nn.Conv2d(in_channels, width, 3, padding=rate, dilation=rate),
                nn.ReLU(),
                nn.Conv2d(width, width, 1),
                nn.ReLU(),
                nn.Conv2d(width, classes, 1),
            )
            for rate in rates
        )

    def forward(self, x):
        return sum(branch(x) for branch in self.branches)


rates = (6, 12, 18, 24)
small_rates = (2, 4, 8, 12)
aspp = ASPPv2(512, 21, rates)
parameters = sum(p.numel() for p in aspp.parameters())
branch_count = len(aspp.branches)
with torch.no_grad():
    print(f"output {tuple(aspp(torch.zeros(1, 512, 9, 9)).shape)}")
print(f"{branch_count} branches, {parameters:,} parameters")
