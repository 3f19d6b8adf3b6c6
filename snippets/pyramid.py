"""A small segmentation net with three dilated branches side by side, as in ASPP.

Whatever the rates are, the net has the same layers and the same number of parameters.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from outline_fill import CLASSES


def _conv(
    in_channels: int, out_channels: int, kernel_size: int, rate: int = 1
) -> nn.Sequential:
    padding = rate * (kernel_size // 2)
    conv = nn.Conv2d(
        in_channels,
        out_channels,
        kernel_size,
        padding=padding,
        dilation=rate,
        bias=False,
    )
    return nn.Sequential(conv, nn.BatchNorm2d(out_channels), nn.ReLU())


class Pyramid(nn.Module):
    """Two ordinary layers, parallel dilated branches, concatenation, projection and classifier.

    Args:
        rates: The dilation rate of each branch.
        channels: Channels of every layer but the last.
        seed: Seed of the weights.
    """

    def __init__(
        self, rates: Sequence[int], channels: int = 12, seed: int = 0
    ) -> None:
        super().__init__()
        torch.manual_seed(seed)
        self.stem = nn.Sequential(
            _conv(1, channels, 3), _conv(channels, channels, 3)
        )
        self.branches = nn.ModuleList(
            _conv(channels, channels, 3, rate) for rate in rates
        )
        self.project = _conv(channels * len(rates), channels, 1)
        self.classify = nn.Conv2d(channels, CLASSES, 1)

    def forward(self, images: Tensor) -> Tensor:
        """Return the scores of every class at every pixel."""
        features = self.stem(images)
        side_by_side = torch.cat(
            [branch(features) for branch in self.branches], dim=1
        )
        scores: Tensor = self.classify(self.project(side_by_side))
        return scores
