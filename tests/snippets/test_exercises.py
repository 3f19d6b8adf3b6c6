"""The tests of the exercises accept a right answer and find a wrong one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from torch import Tensor, nn
from torch.nn import functional

import exercises
from built_site import ROOT

EXERCISES = (ROOT / "snippets").glob("*/exercise.py")


def _as_at_stride_1(*case: int) -> tuple[int, int]:
    _, kernel_size, _, dilation = case
    total = dilation * (kernel_size - 1)
    return total // 2, total - total // 2


def _left_heavy(size: int, kernel_size: int, stride: int, dilation: int) -> tuple[int, int]:
    outputs = -(-size // stride)
    total = max(0, (outputs - 1) * stride + dilation * (kernel_size - 1) + 1 - size)
    return total - total // 2, total // 2


def _without_strides(net: nn.Sequential) -> int:
    convs = [layer for layer in net if isinstance(layer, nn.Conv1d)]
    return 1 + sum(conv.dilation[0] * (conv.kernel_size[0] - 1) for conv in convs)


def _itself(strides: Sequence[int]) -> Sequence[int]:
    return strides


def _one_late(strides: Sequence[int]) -> Sequence[int]:
    """Forget the first stride."""
    dilations, jump = [1], 1
    for stride in strides[1:]:
        dilations.append(jump)
        jump *= stride
    return dilations


def _both_sides(conv: nn.Conv1d, x: Tensor) -> Tensor:
    total = conv.dilation[0] * (conv.kernel_size[0] - 1)
    padded: Tensor = conv(functional.pad(x, (total // 2, total - total // 2)))
    return padded


def _too_late(conv: nn.Conv1d, x: Tensor) -> Tensor:
    """See the past alone, not the present."""
    span = conv.dilation[0] * (conv.kernel_size[0] - 1)
    padded: Tensor = conv(functional.pad(x, (span + 1, 0)))
    return padded[..., :-1]


@pytest.mark.parametrize(
    ("test", "answer"),
    [
        (exercises.wrong_same_paddings, _as_at_stride_1),
        (exercises.wrong_same_paddings, _left_heavy),
        (exercises.wrong_fields, _without_strides),
        (exercises.wrong_dilations, _itself),
        (exercises.wrong_dilations, _one_late),
        (exercises.wrong_causal_layers, _both_sides),
        (exercises.wrong_causal_layers, _too_late),
    ],
)
def test_a_wrong_answer_is_found(
    test: Callable[[Callable[..., object]], list[object]], answer: Callable[..., object]
) -> None:
    assert test(answer)


@pytest.mark.parametrize("page", sorted(path.parent.name for path in EXERCISES))
@pytest.mark.parametrize(("program", "right"), [("exercise", False), ("solution", True)])
def test_the_solution_is_right_and_the_stub_is_not(page: str, program: str, right: bool) -> None:
    source = (ROOT / "snippets" / page / f"{program}.py").read_text("utf-8")
    names: dict[str, object] = {}
    exec(compile(source, program, "exec"), names)
    assert (names["wrong"] == []) is right
