"""A small segmentation net with three dilated layers, side by side as in ASPP or one after another.

Whatever the rates are, the net has the same layers and, for one arrangement, the same number of
parameters.
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
    return nn.Sequential(
        conv, nn.BatchNorm2d(out_channels), nn.ReLU(inplace=True)
    )


class Pyramid(nn.Module):
    """A stem of two 3×3 layers, three dilated ones, projection and classifier.

    Args:
        rates: The dilation rate of each dilated layer.
        stem: The dilation rates of the first two layers.
        in_series: Whether the dilated layers follow one another; by default they are parallel
            branches, whose channels are concatenated.
        channels: Channels of every layer but the last.
        seed: Seed of the weights.
    """

    def __init__(
        self,
        rates: Sequence[int],
        stem: Sequence[int] = (1, 1),
        in_series: bool = False,
        channels: int = 12,
        seed: int = 0,
    ) -> None:
        super().__init__()
        torch.manual_seed(seed)
        first, second = stem
        self.stem = nn.Sequential(
            _conv(1, channels, 3, first), _conv(channels, channels, 3, second)
        )
        self.branches = nn.ModuleList(
            _conv(channels, channels, 3, rate) for rate in rates
        )
        self.in_series = in_series
        joined = 1 if in_series else len(rates)
        self.project = _conv(channels * joined, channels, 1)
        self.classify = nn.Conv2d(channels, CLASSES, 1)

    def forward(self, images: Tensor) -> Tensor:
        """Return the scores of every class at every pixel."""
        features: Tensor = self.stem(images)
        if self.in_series:
            for layer in self.branches:
                features = layer(features)
        else:
            branches = [branch(features) for branch in self.branches]
            features = torch.cat(branches, dim=1)
        scores: Tensor = self.classify(self.project(features))
        return scores
