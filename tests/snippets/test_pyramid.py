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


@pytest.mark.parametrize("rates", RATES)
def test_the_widest_rate_decides_how_far_a_net_sees(rates: tuple[int, ...]) -> None:
    net = Pyramid(rates).double().eval()
    image = torch.randn(1, 1, 41, 41, dtype=torch.double, requires_grad=True)
    net(image)[0, :, 20, 20].sum().backward()
    assert image.grad is not None
    rows = image.grad[0, 0].any(dim=1).nonzero().flatten()
    reach = 2 + max(rates)  # two ordinary layers, then the branch
    assert rows.min() >= 20 - reach
    assert rows.max() <= 20 + reach
    assert rows.max() - rows.min() > 2 * (reach - 3)


def test_a_seed_gives_the_same_net_and_another_seed_another() -> None:
    def first(seed: int) -> torch.Tensor:
        return next(Pyramid((2, 4, 8), seed=seed).parameters())

    assert torch.equal(first(1), first(1))
    assert not torch.equal(first(1), first(2))
