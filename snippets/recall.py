"""Recall: name the symbol that stood at the last mark, however long ago that was.

A sequence of random symbols, some of them marked. The answer at every moment is the symbol at the
latest mark up to then; a net whose receptive field does not reach it can only guess.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

SYMBOLS = 4
MARKED = 1 / 20


def make_sequences(
    count: int, length: int, generator: torch.Generator
) -> tuple[Tensor, Tensor, Tensor]:
    """Draw sequences; the first moment of each is marked.

    Args:
        count: Number of sequences.
        length: Moments in each.
        generator: Source of the random numbers.

    Returns:
        Inputs (count, 5, length), a channel for each symbol and one for the mark; answers and
        distances to the latest mark in moments, both (count, length).
    """
    symbols = torch.randint(SYMBOLS, (count, length), generator=generator)
    marked = torch.rand(count, length, generator=generator) < MARKED
    marked[:, 0] = True
    moments = torch.arange(length).expand(count, length)
    latest = torch.where(marked, moments, 0).cummax(dim=1).values
    channels = functional.one_hot(symbols, SYMBOLS).transpose(1, 2)
    inputs = torch.cat([channels, marked[:, None]], dim=1).float()
    return inputs, symbols.gather(1, latest), moments - latest


class _Residual(nn.Module):
    def __init__(self, channels: int, dilation: int) -> None:
        super().__init__()
        self.conv = nn.Conv1d(
            channels, channels, kernel_size=2, dilation=dilation
        )
        self.dilation = dilation

    def forward(self, x: Tensor) -> Tensor:
        past: Tensor = self.conv(functional.pad(x, (self.dilation, 0)))
        return x + past.relu()


def build(
    dilations: Sequence[int], channels: int = 24, seed: int = 0
) -> nn.Sequential:
    """Build a net of causal residual layers of kernel size 2, one for each dilation.

    Its input and output layers look at a single moment, so that its receptive field is one plus
    the sum of the dilations.
    """
    torch.manual_seed(seed)
    layers = [_Residual(channels, dilation) for dilation in dilations]
    return nn.Sequential(
        nn.Conv1d(SYMBOLS + 1, channels, 1),
        *layers,
        nn.Conv1d(channels, SYMBOLS, 1),
    )


def train(
    net: nn.Module,
    seed: int,
    length: int = 160,
    start: int = 64,
    steps: int = 300,
    learning_rate: float = 4e-3,
    batch_size: int = 16,
) -> nn.Module:
    """Train a net by Adam on the cross-entropy of fresh sequences, and leave it in evaluation mode.

    Args:
        net: Maps inputs to scores of the symbols at every moment.
        seed: Seed of the sequences.
        length: Moments in a sequence.
        start: Moments before this one do not count.
        steps: Number of batches.
        learning_rate: Of Adam.
        batch_size: Sequences in a batch.

    Returns:
        The net itself.
    """
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.Adam(net.parameters(), lr=learning_rate)
    for _ in range(steps):
        inputs, answers, _ = make_sequences(batch_size, length, generator)
        loss = functional.cross_entropy(
            net(inputs)[..., start:], answers[:, start:]
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return net.eval()
