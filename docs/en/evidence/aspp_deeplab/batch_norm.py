import torch
from torch import nn

torch.manual_seed(0)
pooled = nn.Sequential(
    nn.AdaptiveAvgPool2d(1),
    nn.Conv2d(8, 4, kernel_size=1, bias=False),
    nn.BatchNorm2d(4),
)


def attempt(images):
    """Tell whether the branch accepts a batch of random maps."""
    try:
        pooled(100 * torch.randn(images, 8, 33, 33))
    except ValueError as error:
        print(f"{images}: {error}")
        return False
    print(f"{images}: fine")
    return True


one, two = attempt(1), attempt(2)

# Of two values, one lies above their mean and one below.
a, b = pooled(100 * torch.randn(2, 8, 33, 33)).flatten(1)
signs = [a.round().int().tolist(), b.round().int().tolist()]
print(*signs, sep="\n")
extremes = [max(*signs[0], *signs[1]), min(*signs[0], *signs[1])]

pooled.eval()
in_evaluation = attempt(1)
