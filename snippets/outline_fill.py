"""Outline fill: a segmentation task that a net solves only if it sees far and keeps every pixel.

An image shows the outline of a disc in one half and that of a square in the other, in noise. Every
pixel is to be labelled: background, inside the disc, or inside the square, outlines included. What
a pixel in the middle of a shape is can only be told from an outline several pixels away. All is
seeded, and quick enough for one thread.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

SIDE = 48
BACKGROUND, DISC, SQUARE = range(3)
CLASSES = 3
NOISE = 0.15


def make_images(
    count: int, seed: int, sizes: tuple[int, int] = (7, 10)
) -> tuple[Tensor, Tensor]:
    """Draw images and their labels.

    Args:
        count: Number of images.
        seed: Seed of the positions, sizes and noise.
        sizes: Smallest and largest radius of the discs and half side of the squares, in pixels,
            both included.

    Returns:
        Images (count, 1, 48, 48), outlines 1 on 0 plus normal noise, and labels (count, 48, 48).

    Raises:
        ValueError: The sizes do not fit into half an image, or are in the wrong order.
    """
    smallest, largest = sizes
    if not 1 <= smallest <= largest < SIDE // 4:
        raise ValueError(
            f"sizes {smallest} to {largest} do not fit: 1 to {SIDE // 4 - 1} do"
        )
    generator = torch.Generator().manual_seed(seed)
    images = NOISE * torch.randn(count, 1, SIDE, SIDE, generator=generator)
    labels = torch.zeros(count, SIDE, SIDE, dtype=torch.long)

    def draw(low: int, high: int) -> int:
        return int(torch.randint(low, high + 1, (), generator=generator))

    for image, label in zip(images[:, 0], labels, strict=True):
        disc_half = draw(0, 1)
        for shape, half in ((DISC, disc_half), (SQUARE, 1 - disc_half)):
            size = draw(smallest, largest)
            row = draw(size, SIDE - 1 - size)
            column = draw(size, SIDE // 2 - 1 - size) + half * SIDE // 2
            distance = _distances(shape, row, column)
            label[distance < size + 0.5] = shape
            image[(distance - size).abs() < 0.5] += 1
    return images, labels


def _distances(shape: int, row: int, column: int) -> Tensor:
    """Return each pixel's distance from a centre: round for a disc, square for a square."""
    rows = (torch.arange(SIDE) - row).abs()[:, None]
    columns = (torch.arange(SIDE) - column).abs()[None, :]
    return (
        (rows**2 + columns**2).sqrt()
        if shape == DISC
        else torch.maximum(rows, columns).float()
    )


def build(
    dilations: Sequence[int],
    channels: int = 16,
    pools_after: Collection[int] = (),
    seed: int = 0,
) -> nn.Sequential:
    """Build a net of 3×3 convolutions, one for each dilation, and a 1×1 head.

    Each convolution has same padding and no bias and is followed by batch norm and ReLU. Neither
    the dilations nor the poolings change the number of parameters.

    Args:
        dilations: The dilation of each convolution.
        channels: Channels between the layers.
        pools_after: After how many of the convolutions a 2×2 max pooling stands, each a number
            from 1; the scores are upsampled to the size of the image, bilinearly.
        seed: Seed of the weights.
    """
    torch.manual_seed(seed)
    layers: list[nn.Module] = []
    for depth, dilation in enumerate(dilations, start=1):
        inputs = channels if layers else 1
        conv = nn.Conv2d(
            inputs, channels, 3, padding=dilation, dilation=dilation, bias=False
        )
        layers += [conv, nn.BatchNorm2d(channels), nn.ReLU(inplace=True)]
        if depth in pools_after:
            layers.append(nn.MaxPool2d(2))
    layers.append(nn.Conv2d(channels, CLASSES, 1))
    if pools_after:
        factor = 2 ** len(pools_after)
        layers.append(
            nn.Upsample(
                scale_factor=factor, mode="bilinear", align_corners=False
            )
        )
    return nn.Sequential(*layers)


def train(
    net: nn.Module,
    images: Tensor,
    labels: Tensor,
    seed: int,
    steps: int = 200,
    learning_rate: float = 3e-3,
    batch_size: int = 8,
) -> nn.Module:
    """Train a net by Adam on the cross-entropy of every pixel, and leave it in evaluation mode.

    Args:
        net: Maps images to scores of the same height and width, one channel for each class.
        images: Training images.
        labels: Their labels.
        seed: Seed of the order of the images.
        steps: Number of batches.
        learning_rate: Of Adam.
        batch_size: Images in a batch.

    Returns:
        The net itself.
    """
    # Small convolutions take about half the time with the channels of a pixel side by side.
    net.to(memory_format=torch.channels_last)
    optimizer = torch.optim.Adam(net.parameters(), lr=learning_rate)
    net.train()
    batches = _batches(len(images), batch_size, seed)
    for _ in range(steps):
        batch = next(batches)
        loss = functional.cross_entropy(net(images[batch]), labels[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return net.eval()


def _batches(count: int, size: int, seed: int) -> Iterator[Tensor]:
    """Yield batches of indices without end, in a new order in each pass over the data."""
    generator = torch.Generator().manual_seed(seed)
    while True:
        order = torch.randperm(count, generator=generator)
        yield from (
            order[start:end]
            for start, end in pairwise(range(0, count + 1, size))
        )


def predict(net: nn.Module, images: Tensor) -> Tensor:
    """Return the class of the highest score of every pixel."""
    # Half the time of all at once: the features of a few images stay in the cache.
    with torch.no_grad():
        return torch.cat([net(part).argmax(1) for part in images.split(32)])


def mean_iou(
    predicted: Tensor, labels: Tensor, where: Tensor | None = None
) -> float:
    """Return the mean over the classes of intersection over union, counted over all images.

    Args:
        predicted: Predicted classes.
        labels: True classes, of the same shape.
        where: Which pixels count; all by default. Every class has to occur there.
    """
    if where is not None:
        predicted, labels = predicted[where], labels[where]
    shares = []
    for kind in range(CLASSES):
        said, true = predicted == kind, labels == kind
        shares.append(int((said & true).sum()) / int((said | true).sum()))
    return sum(shares) / CLASSES


def boundary_distance(labels: Tensor) -> Tensor:
    """Return how many steps each pixel is from a boundary between classes.

    A step leads to one of the eight neighbours. Pixels that touch another class have distance 0;
    ``boundary_distance(labels) <= 1`` is the band of those and their neighbours.

    Raises:
        ValueError: An image has one class only, and so no boundary.
    """
    values = labels[:, None].float()
    highest, lowest = _widened(values), -_widened(-values)
    reached = (highest != lowest).float()
    if not reached.flatten(1).any(1).all():
        raise ValueError("an image with one class only has no boundary")
    distance = torch.zeros_like(reached)
    while not reached.all():
        distance += 1 - reached
        reached = _widened(reached)
    return distance[:, 0].long()


def accuracy_by_distance(
    predicted: Tensor, labels: Tensor, farthest: int
) -> list[float]:
    """Return which share of the pixels inside the shapes is right, for each distance.

    Args:
        predicted: Predicted classes.
        labels: True classes.
        farthest: The largest distance from a boundary, in steps; the first is 0.
    """
    distance = boundary_distance(labels)
    right = predicted == labels
    inside = labels != BACKGROUND
    rings = (inside & (distance == steps) for steps in range(farthest + 1))
    return [int(right[ring].sum()) / int(ring.sum()) for ring in rings]


def _widened(values: Tensor) -> Tensor:
    """Return the largest value in the 3×3 neighbourhood of every pixel."""
    return functional.max_pool2d(values, 3, stride=1, padding=1)
