"""Arithmetic of convolutions: sizes, receptive fields, coverage and cost.

Names and arguments follow PyTorch. Everything is exact integer arithmetic in plain Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod


def _require_positive(**sizes: int) -> None:
    for name, size in sizes.items():
        if size < 1:
            raise ValueError(f"{name} is {size}, but has to be at least 1")


def effective_kernel_size(kernel_size: int, dilation: int = 1) -> int:
    """Return the number of cells from a dilated kernel's first tap to its last, both included.

    That is d(K - 1) + 1 (Dumoulin and Visin 2016, A guide to convolution arithmetic for deep
    learning, section 5.1).

    Raises:
        ValueError: An argument is less than 1.
    """
    _require_positive(kernel_size=kernel_size, dilation=dilation)
    return dilation * (kernel_size - 1) + 1


def output_size(
    input_size: int,
    kernel_size: int,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> int:
    """Return the length of a convolution's output along one axis, in cells.

    That is floor((I + 2P - d(K - 1) - 1) / S) + 1, as in the reference of ``torch.nn.Conv2d``.

    Args:
        input_size: Length of the input.
        kernel_size: Taps of the kernel.
        stride: Cells between neighbouring outputs.
        padding: Cells added on each side.
        dilation: Cells from one tap to the next.

    Raises:
        ValueError: An argument is out of range, or the padded input is smaller than the kernel.
    """
    _require_positive(input_size=input_size, stride=stride)
    if padding < 0:
        raise ValueError(f"padding is {padding}, but has to be at least 0")
    span = effective_kernel_size(kernel_size, dilation)
    padded = input_size + 2 * padding
    if padded < span:
        raise ValueError(
            f"the padded input of {padded} is smaller than the kernel's span of {span}"
        )
    return (padded - span) // stride + 1


def same_padding(kernel_size: int, dilation: int = 1) -> tuple[int, int]:
    """Return the cells to add on the left and on the right to keep the size at stride 1.

    The total is d(K - 1). Where it is odd, the extra cell stands on the right, as in PyTorch's
    ``padding="same"``.

    Raises:
        ValueError: An argument is less than 1.
    """
    total = effective_kernel_size(kernel_size, dilation) - 1
    return total // 2, total - total // 2


@dataclass(frozen=True)
class Layer:
    """One convolution or pooling layer along one axis.

    Raises:
        ValueError: An argument is less than 1.
    """

    kernel_size: int
    stride: int = 1
    dilation: int = 1

    def __post_init__(self) -> None:
        _require_positive(
            kernel_size=self.kernel_size,
            stride=self.stride,
            dilation=self.dilation,
        )


def receptive_field(layers: Sequence[Layer]) -> int:
    """Return the span of inputs that can reach one output of a stack, in cells along one axis.

    That is 1 + sum of d(K - 1) times the strides of all earlier layers (Araujo, Norris and Sim
    2019, Computing Receptive Fields of Convolutional Neural Networks). A stack of no layers sees
    one cell.
    """
    field, jump = 1, 1
    for layer in layers:
        field += layer.dilation * (layer.kernel_size - 1) * jump
        jump *= layer.stride
    return field


def effective_stride(layers: Sequence[Layer]) -> int:
    """Return how many input cells lie between neighbouring outputs of a stack."""
    return prod(layer.stride for layer in layers)


def _require_stride_1(layers: Sequence[Layer]) -> None:
    for layer in layers:
        if layer.stride != 1:
            raise ValueError(
                f"stride is {layer.stride}, but this is defined for stride 1 only"
            )


def hit_counts(layers: Sequence[Layer]) -> list[int]:
    """Return how many paths lead from each cell of the receptive field to one output, on one axis.

    The counts are the taps of the stack's kernels, all ones, convolved with one another; their
    sum is the product of the kernel sizes.

    Returns:
        One count for each of the ``receptive_field(layers)`` cells; 0 for a hole.

    Raises:
        ValueError: A stride is not 1.
    """
    _require_stride_1(layers)
    counts = [1]
    for layer in layers:
        span = layer.dilation * (layer.kernel_size - 1)
        wider = [0] * (len(counts) + span)
        for tap in range(layer.kernel_size):
            for cell, count in enumerate(counts):
                wider[cell + tap * layer.dilation] += count
        counts = wider
    return counts


def coverage(layers: Sequence[Layer], dims: int = 2) -> tuple[int, int]:
    """Return how many cells of the receptive field reach one output, and how many it has.

    Args:
        layers: A stack with square kernels.
        dims: Number of axes: 1 for sequences, 2 for images.

    Raises:
        ValueError: A stride is not 1, or ``dims`` is less than 1.
    """
    _require_positive(dims=dims)
    counts = hit_counts(layers)
    return sum(count > 0 for count in counts) ** dims, len(counts) ** dims


def longest_hole(layers: Sequence[Layer]) -> int:
    """Return the longest run of cells inside the receptive field that reach no output, on one axis.

    Raises:
        ValueError: A stride is not 1.
    """
    longest = run = 0
    for count in hit_counts(layers):
        run = 0 if count else run + 1
        longest = max(longest, run)
    return longest


def is_gap_free(layers: Sequence[Layer]) -> bool:
    """Tell whether every cell of the receptive field reaches the output, without counting paths.

    Sorted by dilation, each dilation may be at most the number of cells that the finer layers
    fill: d <= 1 + sum of d(K - 1) over those before it. The order of the layers does not matter.

    Raises:
        ValueError: A stride is not 1.
    """
    _require_stride_1(layers)
    filled = 1
    for layer in sorted(layers, key=lambda layer: layer.dilation):
        # A kernel of one tap moves nothing and so leaves no gap.
        if layer.kernel_size > 1 and layer.dilation > filled:
            return False
        filled += layer.dilation * (layer.kernel_size - 1)
    return True


def hdc_max_distances(dilations: Sequence[int]) -> list[int]:
    """Return the distances [M_2, ..., M_n] of hybrid dilated convolution for dilations r_1 to r_n.

    M_n = r_n and M_i = max(M_{i+1} - 2 r_i, 2 r_i - M_{i+1}, r_i) (Wang et al. 2018,
    Understanding Convolution for Semantic Segmentation, equation 2). The paper asks for M_2 <= K.
    ``is_gap_free`` gives the exact answer.

    Raises:
        ValueError: There are fewer than two dilations, or one is less than 1.
    """
    if len(dilations) < 2:
        raise ValueError(
            f"{len(dilations)} dilations given, but M_2 needs at least 2"
        )
    for dilation in dilations:
        _require_positive(dilation=dilation)
    distances = [dilations[-1]]
    for rate in reversed(dilations[1:-1]):
        further = distances[0]
        distances.insert(0, max(further - 2 * rate, 2 * rate - further, rate))
    return distances


def parameter_count(
    in_channels: int,
    out_channels: int,
    kernel_size: int,
    groups: int = 1,
    bias: bool = True,
) -> int:
    """Return the weights and biases of a square 2-D convolution; dilation adds none.

    Raises:
        ValueError: An argument is less than 1, or ``groups`` does not divide both channel counts.
    """
    _require_positive(
        in_channels=in_channels,
        out_channels=out_channels,
        kernel_size=kernel_size,
        groups=groups,
    )
    for name, channels in (
        ("in_channels", in_channels),
        ("out_channels", out_channels),
    ):
        if channels % groups:
            raise ValueError(
                f"{name} is {channels}, which {groups} groups do not divide"
            )
    return (
        kernel_size**2 * (in_channels // groups) * out_channels
        + bias * out_channels
    )


def macs(
    input_size: int,
    in_channels: int,
    out_channels: int,
    kernel_size: int,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
    groups: int = 1,
) -> int:
    """Return the multiply-accumulate operations of a square 2-D convolution on a square input.

    Taps that fall on padding count: the usual implementations compute them.

    Raises:
        ValueError: The arguments fit no convolution.
    """
    side = output_size(input_size, kernel_size, stride, padding, dilation)
    return side**2 * parameter_count(
        in_channels, out_channels, kernel_size, groups, bias=False
    )


def valid_taps(
    map_size: int, kernel_size: int, dilation: int
) -> dict[int, int]:
    """Return how many output positions have how many taps inside a square map, same padding.

    Returns:
        Number of taps inside, largest first, to number of positions; the latter add up to
        ``map_size ** 2``.

    Raises:
        ValueError: An argument is less than 1.
    """
    _require_positive(map_size=map_size)
    left, _ = same_padding(kernel_size, dilation)
    inside: dict[int, int] = {}
    for position in range(map_size):
        taps = sum(
            0 <= position - left + tap * dilation < map_size
            for tap in range(kernel_size)
        )
        inside[taps] = inside.get(taps, 0) + 1
    positions: dict[int, int] = {}
    for rows, row_count in inside.items():
        for columns, column_count in inside.items():
            taps = rows * columns
            positions[taps] = positions.get(taps, 0) + row_count * column_count
    return dict(sorted(positions.items(), reverse=True))
