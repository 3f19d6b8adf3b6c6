import torch
from torch.nn import functional

x = torch.zeros(1, 1, 16, 16)
x[..., 4:8, 4:8] = torch.randint(1, 9, (4, 4)).float()
weight = torch.randint(-3, 4, (1, 1, 3, 3)).float()


def moves_along(stride, cells):
    """Tell whether a shifted input gives the shifted output."""
    before = functional.conv2d(x, weight, stride=stride)
    after = functional.conv2d(x.roll(cells, -1), weight, stride=stride)
    return any(
        torch.equal(after, before.roll(step, -1))
        for step in range(before.shape[-1])
    )


kept = {}
shifts = ((1, 1), (1, 3), (2, 2), (2, 1))
for stride, cells in shifts:
    kept[stride, cells] = moves_along(stride, cells)
    print(f"stride {stride}, input shifted by {cells}: {kept[stride, cells]}")

# At the border of the image the output does not move along.
ones = torch.ones(1, 1, 4, 4)
padded = functional.conv2d(ones, torch.ones(1, 1, 3, 3), padding=1)
sums = sorted({int(value) for value in padded.flatten()})
print(f"a flat image, padded with zeros, gives the sums {sums}")
