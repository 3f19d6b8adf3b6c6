"""The recall task: the answers are right, and a net sees what its dilations allow."""

from __future__ import annotations

import pytest
import torch

from recall import SYMBOLS, build, make_sequences


def test_the_answer_is_the_symbol_at_the_latest_mark() -> None:
    inputs, answers, distances = make_sequences(8, 60, torch.Generator().manual_seed(0))
    symbols, marks = inputs[:, :SYMBOLS], inputs[:, SYMBOLS]
    assert torch.equal(symbols.sum(1), torch.ones(8, 60))
    for row in range(8):
        latest = 0
        for moment in range(60):
            if marks[row, moment]:
                latest = moment
            assert answers[row, moment] == symbols[row, :, latest].argmax()
            assert distances[row, moment] == moment - latest


def test_marks_are_as_frequent_as_they_say() -> None:
    inputs, _, _ = make_sequences(200, 200, torch.Generator().manual_seed(0))
    assert float(inputs[:, SYMBOLS, 1:].mean()) == pytest.approx(1 / 20, abs=0.003)


@pytest.mark.parametrize(
    ("dilations", "field"), [([1] * 6, 7), ([1, 2, 4, 8, 16, 32], 64), ([], 1)]
)
def test_a_net_sees_its_field_and_never_the_future(dilations: list[int], field: int) -> None:
    net = build(dilations).double()
    x = torch.randn(1, SYMBOLS + 1, 100, dtype=torch.double, requires_grad=True)
    net(x)[0, :, 80].sum().backward()
    assert x.grad is not None
    seen = x.grad[0].any(dim=0).nonzero().flatten()
    assert int(seen.max()) == 80
    assert int(seen.min()) >= 80 - (field - 1)
    assert len(seen) > 0.9 * field


def test_dilations_cost_no_parameters() -> None:
    counts = {
        sum(p.numel() for p in build(d).parameters()) for d in ([1] * 6, [1, 2, 4, 8, 16, 32])
    }
    assert counts == {7_300}
