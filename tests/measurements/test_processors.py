"""Names the examples that another processor may change."""

from __future__ import annotations

from processors import moving


def test_what_uses_a_trained_example_moves_with_it() -> None:
    assert {"pooling/band", "outline_fill/pooled"} < {*moving({"outline_fill/pooled"})}
    assert {"labs/causal", "causal/scores"} < {*moving(set())}
