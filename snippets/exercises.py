"""Tests of the exercises: each returns the cases in which an answer is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional


def wrong_same_paddings(
    answer: Callable[[int, int, int, int], tuple[int, int]],
) -> list[tuple[int, int, int, int]]:
    """Find the cases (size, kernel_size, stride, dilation) that are not padded as TensorFlow does.

    The output has ceil(size / stride) cells, no cell of the padding could be spared, and an odd
    one stands on the right.
    """
    wrong = []
    for size in (5, 8, 13):
        for kernel_size in (1, 2, 3, 4):
            for stride in (1, 2, 3):
                for dilation in (1, 2, 3):
                    case = size, kernel_size, stride, dilation
                    if not _is_same(answer(*case), *case):
                        wrong.append(case)
    return wrong


def _is_same(
    sides: tuple[int, int] | None,
    size: int,
    kernel_size: int,
    stride: int,
    dilation: int,
) -> bool:
    if sides is None or not 0 <= sides[1] - sides[0] <= 1 or sides[0] < 0:
        return False

    def outputs(padded: int) -> int:
        if padded <= dilation * (kernel_size - 1):
            return 0
        x = torch.zeros(1, 1, padded)
        weight = torch.ones(1, 1, kernel_size)
        return functional.conv1d(
            x, weight, stride=stride, dilation=dilation
        ).shape[-1]

    wanted, padding = -(-size // stride), sum(sides)
    spared = padding and outputs(size + padding - 1) == wanted
    return outputs(size + padding) == wanted and not spared


def wrong_fields(
    answer: Callable[[nn.Sequential], int],
) -> list[tuple[int, int]]:
    """Find the stacks whose receptive field is not what a gradient shows: (field, answer)."""
    nets = (
        nn.Sequential(_conv(3), nn.ReLU(), _conv(3)),
        nn.Sequential(_conv(3), _conv(3, dilation=2), _conv(3, dilation=4)),
        nn.Sequential(_conv(5, stride=2), nn.ReLU(), _conv(3)),
        nn.Sequential(_conv(3), nn.AvgPool1d(2), _conv(2, dilation=3)),
    )
    wrong = []
    for net in nets:
        x = torch.ones(1, 1, 101, requires_grad=True)
        y = net(x)
        y[0, 0, y.shape[-1] // 2].backward()
        assert x.grad is not None
        read = x.grad[0, 0].nonzero()
        field = int(read.max() - read.min()) + 1
        if answer(net) != field:
            wrong.append((field, answer(net)))
    return wrong


def _conv(kernel_size: int, stride: int = 1, dilation: int = 1) -> nn.Conv1d:
    conv = nn.Conv1d(
        1, 1, kernel_size, stride=stride, dilation=dilation, bias=False
    )
    nn.init.ones_(conv.weight)
    return conv


def wrong_dilations(
    answer: Callable[[Sequence[int]], Sequence[int]],
) -> list[Sequence[int]]:
    """Find the strides that are replaced by dilations with other values at the coarse positions.

    Each layer has a kernel of size 3; the answer gives one dilation for each.
    """
    wrong = []
    for strides in ((1, 1), (2, 1), (1, 2, 1), (2, 2, 1), (3, 1, 2, 1)):
        generator = torch.Generator().manual_seed(0)
        x = torch.randint(-9, 10, (1, 1, 120), generator=generator).double()
        weights = torch.randint(-2, 3, (len(strides), 3), generator=generator)
        coarse = _stacked(x, weights, strides, [1] * len(strides))
        dilations = answer(strides)
        if len(dilations) != len(strides):
            wrong.append(strides)
            continue
        fine = _stacked(x, weights, [1] * len(strides), dilations)
        step = int(torch.tensor(strides).prod())
        kept = fine[..., ::step][..., : coarse.shape[-1]]
        if not torch.equal(kept, coarse):
            wrong.append(strides)
    return wrong


def _stacked(
    x: Tensor, weights: Tensor, strides: Sequence[int], dilations: Sequence[int]
) -> Tensor:
    layers = zip(weights.double(), strides, dilations, strict=True)
    for weight, stride, dilation in layers:
        x = functional.conv1d(
            x, weight[None, None], stride=stride, dilation=dilation
        )
    return x


def wrong_causal_layers(
    answer: Callable[[nn.Conv1d, Tensor], Tensor],
) -> list[tuple[int, int]]:
    """Find the (kernel_size, dilation) whose output sees the future or misses the present."""
    wrong = []
    for kernel_size in (1, 2, 3):
        for dilation in (1, 2, 4):
            conv = nn.Conv1d(1, 1, kernel_size, dilation=dilation, bias=False)
            nn.init.ones_(conv.weight)
            x = torch.zeros(1, 1, 20, requires_grad=True)
            y = answer(conv, x)
            if y.shape != x.shape:
                wrong.append((kernel_size, dilation))
                continue
            (gradient,) = torch.autograd.grad(y[0, 0, 12], x)
            read = gradient[0, 0].nonzero().flatten().tolist()
            expected = [12 - tap * dilation for tap in range(kernel_size)]
            if read != sorted(expected):
                wrong.append((kernel_size, dilation))
    return wrong
