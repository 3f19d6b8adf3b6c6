"""The arithmetic against PyTorch and against brute force, never against itself."""

from __future__ import annotations

from itertools import product

import pytest
import torch
from torch import nn
from torch.nn import functional

import conv_arithmetic as arithmetic
from conv_arithmetic import Layer

GRID = list(product((1, 2, 3, 4, 5, 7), (1, 2, 3, 5, 8)))


def stack(dilations: tuple[int, ...], kernel_size: int = 3) -> list[Layer]:
    return [Layer(kernel_size, dilation=dilation) for dilation in dilations]


@pytest.mark.parametrize(("kernel_size", "dilation"), GRID)
def test_effective_size_is_the_span_of_the_taps_that_torch_reads(
    kernel_size: int, dilation: int
) -> None:
    x = torch.zeros(1, 1, 64, requires_grad=True)
    functional.conv1d(x, torch.ones(1, 1, kernel_size), dilation=dilation)[0, 0, 0].backward()
    read = x.grad.nonzero()[:, 2]
    assert arithmetic.effective_kernel_size(kernel_size, dilation) == read.max() - read.min() + 1


SIZES = [
    (size, kernel, stride, padding, dilation)
    for size, kernel, stride, padding, dilation in product(
        (1, 7, 16, 64), (1, 2, 3, 5), (1, 2, 3), (0, 1, 4), (1, 2, 5)
    )
]


def test_output_size_is_that_of_torch_which_refuses_the_same() -> None:
    refused = 0
    for size, kernel, stride, padding, dilation in SIZES:
        conv = nn.Conv1d(1, 1, kernel, stride, padding, dilation)
        try:
            expected = conv(torch.zeros(1, 1, size)).shape[-1]
        except RuntimeError:
            refused += 1
            with pytest.raises(ValueError, match="smaller than the kernel"):
                arithmetic.output_size(size, kernel, stride, padding, dilation)
            continue
        assert arithmetic.output_size(size, kernel, stride, padding, dilation) == expected
    assert 0 < refused < len(SIZES)


@pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")
@pytest.mark.parametrize(("kernel_size", "dilation"), GRID)
def test_same_padding_stands_where_torch_puts_it(kernel_size: int, dilation: int) -> None:
    x = torch.randn(1, 1, 40, dtype=torch.float64)
    weight = torch.randn(1, 1, kernel_size, dtype=torch.float64)
    expected = functional.conv1d(x, weight, padding="same", dilation=dilation)
    padded = functional.pad(x, arithmetic.same_padding(kernel_size, dilation))
    found = functional.conv1d(padded, weight, dilation=dilation)
    assert found.shape == expected.shape
    # What torch has for tests imports its distributed tensors first, for seconds.
    assert torch.allclose(found, expected, rtol=1e-7, atol=1e-7)


STACKS = [
    [Layer(3), Layer(3), Layer(3)],
    [Layer(3, 2), Layer(3, 1, 2), Layer(5, 2)],
    [Layer(2, 2), Layer(3, 1, 4)],
    [Layer(7, 2), Layer(3, 2), Layer(1), Layer(3, 1, 3)],
    [Layer(4, 3, 2)],
    [],
]


@pytest.mark.parametrize("layers", STACKS)
def test_receptive_field_and_stride_are_those_of_the_gradient(layers: list[Layer]) -> None:
    x = torch.zeros(1, 1, 200, dtype=torch.float64, requires_grad=True)
    y = x
    for layer in layers:
        weight = torch.ones(1, 1, layer.kernel_size, dtype=torch.float64)
        y = functional.conv1d(y, weight, stride=layer.stride, dilation=layer.dilation)
    first, second = (
        torch.autograd.grad(y[0, 0, at], x, retain_graph=True)[0].nonzero()[:, 2] for at in (0, 1)
    )
    assert arithmetic.receptive_field(layers) == first.max() - first.min() + 1
    assert arithmetic.effective_stride(layers) == second.min() - first.min()


@pytest.mark.parametrize("kernel_size", [1, 2, 3, 4, 5])
def test_hit_counts_and_holes_are_those_of_ones_convolved(kernel_size: int) -> None:
    for count in (1, 2, 3):
        for dilations in product((1, 2, 3, 5), repeat=count):
            layers = stack(dilations, kernel_size)
            paths = torch.ones(1, 1, 1, dtype=torch.float64)
            for dilation in dilations:
                ones = torch.ones(1, 1, kernel_size, dtype=torch.float64)
                paths = functional.conv_transpose1d(paths, ones, dilation=dilation)
            expected = [int(paths_here) for paths_here in paths.flatten()]
            assert arithmetic.hit_counts(layers) == expected
            plane = torch.outer(paths.flatten(), paths.flatten())
            assert arithmetic.coverage(layers) == (int((plane > 0).sum()), plane.numel())
            assert arithmetic.coverage(layers, dims=1) == (sum(map(bool, expected)), len(expected))
            holes = "".join("x" if here else "." for here in expected).split("x")
            assert arithmetic.longest_hole(layers) == max(map(len, holes))


def test_the_rule_for_gaps_is_exact_in_any_order() -> None:
    cases = 0
    for kernel_size in (1, 2, 3, 4, 5):
        for count in (1, 2, 3, 4):
            for dilations in product(
                (1, 2, 3, 4, 5, 9) if count < 4 else (1, 2, 4, 9), repeat=count
            ):
                layers = stack(dilations, kernel_size)
                assert arithmetic.is_gap_free(layers) == (arithmetic.longest_hole(layers) == 0), (
                    layers
                )
                cases += 1
    mixed = [Layer(3), Layer(5, dilation=3), Layer(2, dilation=15), Layer(1, dilation=99)]
    assert arithmetic.is_gap_free(mixed) is (arithmetic.longest_hole(mixed) == 0) is True
    assert cases == 5 * (6 + 36 + 216 + 256)


# Dilations, M_2 to M_n, positions reached of all (K = 3): Wang et al. 2018 and counted.
HDC = [
    ((1, 2, 3), [2, 3], (169, 169)),
    ((1, 2, 5), [2, 5], (289, 289)),
    ((1, 2, 9), [5, 9], (441, 625)),
    ((2, 2, 2), [2, 2], (49, 169)),
    ((2, 3, 5), [3, 5], (361, 441)),
    ((2, 4, 8), [4, 8], (225, 841)),
    ((1, 2, 4, 8), [2, 4, 8], (961, 961)),
    ((2, 2), [2], (25, 81)),
]


@pytest.mark.parametrize(("dilations", "distances", "reached"), HDC)
def test_the_distances_of_the_paper(
    dilations: tuple[int, ...], distances: list[int], reached: tuple[int, int]
) -> None:
    assert arithmetic.hdc_max_distances(dilations) == distances
    assert arithmetic.coverage(stack(dilations)) == reached


def test_the_distances_are_those_of_the_published_recursion() -> None:
    for first, second, third in product(range(1, 4), range(1, 6), range(1, 16)):
        published = max(third - 2 * second, third - 2 * (third - second), second)
        assert arithmetic.hdc_max_distances([first, second, third]) == [published, third]


def test_the_paper_is_exact_for_three_taps_that_begin_at_one() -> None:
    for count in (2, 3, 4):
        for dilations in product(range(1, 10), repeat=count - 1):
            if list(dilations) == sorted(dilations):
                rates = (1, *dilations)
                holds = arithmetic.hdc_max_distances(rates)[0] <= 3
                assert holds == arithmetic.is_gap_free(stack(rates)), rates


@pytest.mark.parametrize("groups", [1, 2, 4])
@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("kernel_size", [1, 2, 3, 5])
def test_parameters_are_those_of_torch(kernel_size: int, bias: bool, groups: int) -> None:
    for dilation in (1, 4):
        conv = nn.Conv2d(8, 12, kernel_size, dilation=dilation, groups=groups, bias=bias)
        expected = sum(parameter.numel() for parameter in conv.parameters())
        assert arithmetic.parameter_count(8, 12, kernel_size, groups, bias) == expected


@pytest.mark.parametrize(
    ("stride", "padding", "dilation", "groups"), [(1, 1, 1, 1), (2, 0, 2, 2), (1, 4, 4, 2)]
)
def test_macs_are_counted_by_convolving_ones(
    stride: int, padding: int, dilation: int, groups: int
) -> None:
    # On a map of ones, padded with ones, each output is the number of its products.
    ones = functional.pad(torch.ones(1, 4, 16, 16), (padding,) * 4, value=1.0)
    weight = torch.ones(6, 4 // groups, 3, 3)
    products = functional.conv2d(ones, weight, stride=stride, dilation=dilation, groups=groups)
    assert arithmetic.macs(16, 4, 6, 3, stride, padding, dilation, groups) == int(products.sum())


@pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")
@pytest.mark.parametrize("map_size", [1, 5, 8, 33])
@pytest.mark.parametrize(
    ("kernel_size", "dilation"), [(1, 1), (2, 1), (2, 3), (3, 1), (3, 6), (3, 40), (4, 3), (5, 2)]
)
def test_taps_inside_are_counted_by_convolving_ones(
    map_size: int, kernel_size: int, dilation: int
) -> None:
    ones = torch.ones(1, 1, map_size, map_size)
    taps = functional.conv2d(
        ones, torch.ones(1, 1, kernel_size, kernel_size), padding="same", dilation=dilation
    )
    values, counts = taps.to(torch.int64).unique(return_counts=True)
    expected = dict(zip(values.tolist(), counts.tolist(), strict=True))
    found = arithmetic.valid_taps(map_size, kernel_size, dilation)
    assert found == expected
    assert list(found) == sorted(found, reverse=True)


IMPOSSIBLE = {
    "effective_kernel_size(0)": "kernel_size is 0",
    "effective_kernel_size(3, 0)": "dilation is 0",
    "output_size(0, 3)": "input_size is 0",
    "output_size(8, 3, stride=0)": "stride is 0",
    "output_size(8, 3, padding=-1)": "padding is -1",
    "output_size(8, 3, dilation=4)": "padded input of 8 .* span of 9",
    "same_padding(0)": "kernel_size is 0",
    "Layer(0)": "kernel_size is 0",
    "Layer(3, 0)": "stride is 0",
    "Layer(3, 1, -2)": "dilation is -2",
    "hit_counts([Layer(3, 2)])": "stride is 2",
    "coverage([Layer(3, 2)])": "stride is 2",
    "coverage([Layer(3)], dims=0)": "dims is 0",
    "longest_hole([Layer(3, 2)])": "stride is 2",
    "is_gap_free([Layer(3, 2)])": "stride is 2",
    "hdc_max_distances([2])": "1 dilations",
    "hdc_max_distances([1, 0])": "dilation is 0",
    "parameter_count(0, 4, 3)": "in_channels is 0",
    "parameter_count(4, 6, 3, groups=4)": "out_channels is 6, which 4 groups",
    "parameter_count(6, 4, 3, groups=4)": "in_channels is 6, which 4 groups",
    "parameter_count(4, 4, 3, groups=0)": "groups is 0",
    "macs(2, 4, 4, 3)": "padded input of 2",
    "valid_taps(0, 3, 1)": "map_size is 0",
    "valid_taps(8, 3, 0)": "dilation is 0",
}


@pytest.mark.parametrize("call", IMPOSSIBLE)
def test_impossible_input_is_refused_with_its_numbers(call: str) -> None:
    with pytest.raises(ValueError, match=IMPOSSIBLE[call]):
        eval(call, vars(arithmetic))


def test_what_is_not_said_is_as_in_torch() -> None:
    conv = nn.Conv2d(4, 6, 3)
    side = conv(torch.zeros(1, 4, 9, 9)).shape[-1]
    assert arithmetic.effective_kernel_size(3) == conv.kernel_size[0]
    assert arithmetic.output_size(9, 3) == side
    assert arithmetic.parameter_count(4, 6, 3) == sum(p.numel() for p in conv.parameters())
    assert arithmetic.macs(9, 4, 6, 3) == conv.weight.numel() * side**2
    same = nn.Conv1d(1, 1, 3, padding="same")
    assert list(arithmetic.same_padding(3)) == same._reversed_padding_repeated_twice


def test_a_layer_stays_as_it_is() -> None:
    with pytest.raises(AttributeError):
        Layer(3).stride = 2  # type: ignore[misc]
