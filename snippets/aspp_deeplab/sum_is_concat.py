import torch
from torch.nn import functional

torch.manual_seed(0)
branches, width, classes = 4, 6, 3
# Whole numbers: sums are exact in any order.
features = [
    torch.randint(0, 9, (1, width, 5, 5)).double() for _ in range(branches)
]
weights = [
    torch.randint(-9, 10, (classes, width, 1, 1)).double()
    for _ in range(branches)
]

added = sum(
    functional.conv2d(x, w) for x, w in zip(features, weights, strict=True)
)
joined = functional.conv2d(
    torch.cat(features, dim=1), torch.cat(weights, dim=1)
)

same = torch.equal(added, joined)
joint = branches * width
print(f"one classifier on {joint} channels gives the same: {same}")
