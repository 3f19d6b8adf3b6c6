"""The net of parallel branches: what its rates change, and what they do not."""

from __future__ import annotations

import pytest
import torch

from pyramid import Pyramid

RATES = [(1, 1, 1), (3, 3, 3), (8, 8, 8), (2, 4, 8)]


@pytest.mark.parametrize("rates", RATES)
def test_rates_change_neither_parameters_nor_size(rates: tuple[int, ...]) -> None:
    net = Pyramid(rates)
    assert sum(p.numel() for p in net.parameters()) == 5_907
    assert net(torch.zeros(2, 1, 20, 24)).shape == (2, 3, 20, 24)


@pytest.mark.parametrize(
    ("rates", "stem", "in_series", "reach"),
    [
        *((rates, (1, 1), False, 2 + max(rates)) for rates in RATES),
        ((7, 7, 7), (1, 2), False, 3 + 7),
        ((2, 4, 8), (1, 1), True, 2 + 14),
    ],
)
def test_branches_reach_as_far_as_the_widest_and_layers_in_series_as_their_sum(
    rates: tuple[int, ...], stem: tuple[int, int], in_series: bool, reach: int
) -> None:
    net = Pyramid(rates, stem, in_series).double().eval()
    image = torch.randn(1, 1, 51, 51, dtype=torch.double, requires_grad=True)
    net(image)[0, :, 25, 25].sum().backward()
    assert image.grad is not None
    rows = image.grad[0, 0].any(dim=1).nonzero().flatten()
    assert rows.min() >= 25 - reach
    assert rows.max() <= 25 + reach
    assert rows.max() - rows.min() > 2 * (reach - 3)


def test_layers_in_series_save_the_weights_of_a_wide_projection() -> None:
    net = Pyramid((2, 4, 8), in_series=True)
    assert sum(p.numel() for p in net.parameters()) == 5_907 - 2 * 12 * 12
    assert net(torch.zeros(2, 1, 20, 24)).shape == (2, 3, 20, 24)


def test_a_seed_gives_the_same_net_and_another_seed_another() -> None:
    def first(seed: int) -> torch.Tensor:
        return next(Pyramid((2, 4, 8), seed=seed).parameters())

    assert torch.equal(first(1), first(1))
    assert not torch.equal(first(1), first(2))
