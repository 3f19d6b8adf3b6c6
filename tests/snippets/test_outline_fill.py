"""The shared task: what it shows, what it trains, and how it is measured."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

import outline_fill
from conv_arithmetic import Layer, coverage, receptive_field
from outline_fill import BACKGROUND, DISC, SIDE, SQUARE


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    """Small convolutions are quickest on one thread, on a busy machine by far."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def test_images_show_one_disc_and_one_square_in_different_halves() -> None:
    images, labels = outline_fill.make_images(40, seed=3)
    assert images.shape == (40, 1, SIDE, SIDE)
    assert labels.shape == (40, SIDE, SIDE)
    discs_left = 0
    for label in labels:
        sides = {}
        for shape in (DISC, SQUARE):
            cells = (label == shape).nonzero()
            assert 15 <= int(cells[:, 0].max() - cells[:, 0].min()) + 1 <= 21
            left = bool((cells[:, 1] < SIDE // 2).all())
            assert left or bool((cells[:, 1] >= SIDE // 2).all())
            sides[shape] = left
        assert sides[DISC] != sides[SQUARE]
        discs_left += sides[DISC]
    assert 5 < discs_left < 35


def test_outlines_are_the_edges_of_the_labelled_shapes() -> None:
    images, labels = outline_fill.make_images(40, seed=4)
    bright = images[:, 0] > 0.5
    inside = labels != BACKGROUND
    # Shapes touch where both stand at the middle; a shape's own edge is bright even there.
    edge = torch.zeros_like(inside)
    for shape in (DISC, SQUARE):
        is_shape = labels == shape
        padded = nn.functional.pad(is_shape, (1, 1, 1, 1))
        neighbours = padded[:, :-2, 1:-1] & padded[:, 2:, 1:-1]
        neighbours &= padded[:, 1:-1, :-2] & padded[:, 1:-1, 2:]
        edge |= is_shape & ~neighbours
    assert float((bright & edge).sum() / edge.sum()) > 0.99
    noise = images[:, 0][~inside]
    assert abs(float(noise.mean())) < 0.01
    assert abs(float(noise.std()) - outline_fill.NOISE) < 0.01
    # One pixel wide: the brightness of each shape is about that of its perimeter.
    assert float(bright[inside].sum() / edge.sum()) < 1.2


@pytest.mark.parametrize("sizes", [(0, 5), (7, 12), (8, 7)])
def test_impossible_sizes_are_refused(sizes: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=f"sizes {sizes[0]} to {sizes[1]} do not fit"):
        outline_fill.make_images(1, 0, sizes)


def test_the_seed_alone_decides() -> None:
    first, second = (outline_fill.make_images(8, seed=5) for _ in range(2))
    assert all(torch.equal(a, b) for a, b in zip(first, second, strict=True))
    assert not torch.equal(first[0], outline_fill.make_images(8, seed=6)[0])

    def weights(order: int) -> Tensor:
        net = outline_fill.build((1, 2), channels=4, seed=1)
        outline_fill.train(net, *first, seed=order, steps=3, batch_size=4)
        return torch.cat([p.detach().flatten() for p in net.parameters()])

    assert torch.equal(weights(2), weights(2))
    assert not torch.equal(weights(2), weights(3))


@pytest.mark.parametrize(
    ("dilations", "pools_after"),
    [((1, 1, 1, 1), ()), ((1, 2, 4, 8), ()), ((1, 1, 1, 1), (1, 2)), ((4, 4, 2, 1), (2,))],
)
def test_every_variant_has_as_many_parameters_and_keeps_the_size(
    dilations: tuple[int, ...], pools_after: tuple[int, ...]
) -> None:
    net = outline_fill.build(dilations, pools_after=pools_after)
    assert sum(p.numel() for p in net.parameters()) == 7_235
    assert net(torch.zeros(2, 1, SIDE, SIDE)).shape == (2, outline_fill.CLASSES, SIDE, SIDE)
    assert sum(isinstance(layer, nn.MaxPool2d) for layer in net) == len(pools_after)


@pytest.mark.parametrize("dilations", [(1, 1), (1, 2, 4), (3, 3)])
def test_a_score_depends_on_its_receptive_field(dilations: tuple[int, ...]) -> None:
    convs = [m for m in outline_fill.build(dilations) if isinstance(m, nn.Conv2d)]
    for conv in convs:
        nn.init.ones_(conv.weight)
    x = torch.zeros(1, 1, SIDE, SIDE, requires_grad=True)
    nn.Sequential(*convs)(x)[0, 0, 24, 24].backward()
    read = x.grad[0, 0].nonzero()
    layers = [Layer(3, dilation=dilation) for dilation in dilations]
    assert int(read.max() - read.min()) + 1 == receptive_field(layers)
    assert len(read) == coverage(layers)[0]


def test_mean_iou_is_counted_over_all_images_and_where_asked() -> None:
    labels = torch.tensor([[[0, 0, 1, 2]], [[0, 1, 1, 2]]])
    predicted = torch.tensor([[[0, 1, 1, 2]], [[0, 1, 1, 0]]])
    # Background: 2 of 4; disc: 3 of 4; square: 1 of 2.
    assert outline_fill.mean_iou(predicted, labels) == pytest.approx((2 / 4 + 3 / 4 + 1 / 2) / 3)
    assert outline_fill.mean_iou(labels, labels) == 1
    where = torch.tensor([[[True, False, True, True]], [[True, True, True, False]]])
    assert outline_fill.mean_iou(predicted, labels, where) == 1


def test_boundary_distance_is_counted_in_steps_to_the_eight_neighbours() -> None:
    labels = outline_fill.make_images(2, seed=7)[1]
    found = outline_fill.boundary_distance(labels)
    for label, distance in zip(labels, found, strict=True):
        touching = [
            (row, column)
            for row in range(SIDE)
            for column in range(SIDE)
            if len(label[max(row - 1, 0) : row + 2, max(column - 1, 0) : column + 2].unique()) > 1
        ]
        cells = torch.tensor(touching)
        grid = torch.cartesian_prod(torch.arange(SIDE), torch.arange(SIDE))
        steps = (grid[:, None] - cells[None]).abs().amax(2).amin(1)
        assert torch.equal(distance.flatten(), steps)


def test_accuracy_is_counted_ring_by_ring_inside_the_shapes() -> None:
    labels = torch.zeros(1, 9, 9, dtype=torch.long)
    labels[0, 2:7, 2:7] = SQUARE
    predicted = labels.clone()
    predicted[0, 2, 2:6] = DISC  # 4 of the outer ring's 16
    predicted[0, 4, 4] = BACKGROUND  # the centre
    predicted[0, 0, 0] = SQUARE  # outside: not counted
    found = outline_fill.accuracy_by_distance(predicted, labels, farthest=2)
    assert found == [12 / 16, 1, 0]


def test_an_image_of_one_class_has_no_boundary() -> None:
    with pytest.raises(ValueError, match="no boundary"):
        outline_fill.boundary_distance(torch.zeros(1, 4, 4, dtype=torch.long))


def test_training_teaches_the_task_and_ends_in_evaluation_mode() -> None:
    images, labels = outline_fill.make_images(16, seed=8)
    net = outline_fill.build((1, 2, 4, 8), channels=8)
    untrained = outline_fill.mean_iou(outline_fill.predict(net, images), labels)
    trained = outline_fill.train(net, images, labels, seed=0, steps=60)
    assert trained is net
    assert not net.training
    predicted = outline_fill.predict(net, images)
    assert outline_fill.mean_iou(predicted, labels) > max(0.5, untrained + 0.2)
    with torch.no_grad():
        assert torch.equal(predicted, net(images).argmax(1))


@pytest.mark.parametrize("example", ["outline_fill/loop", "aspp_deeplab/net"])
def test_what_a_page_writes_out_is_what_the_module_does(example: str) -> None:
    evidence = Path(__file__).parents[2] / "evidence" / f"{example}.json"
    record = json.loads(evidence.read_text("utf-8"))
    outputs = [
        each["output"] for each in (record, *record["languages"].values()) if "output" in each
    ]
    assert outputs
    assert all("True" in "".join(output) for output in outputs)
