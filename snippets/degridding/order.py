import torch
from torch.nn import functional

from conv_arithmetic import Layer, hit_counts

falling, rising = (4, 4, 2, 1), (1, 2, 4, 4)
paths = [
    hit_counts([Layer(3, dilation=rate) for rate in rates])
    for rates in (falling, rising)
]
print(f"same path counts: {paths[0] == paths[1]}")

torch.manual_seed(0)
image = torch.randint(-9, 10, (1, 1, 32, 32)).double()
kernels = dict(
    zip(falling, torch.randint(-2, 3, (4, 1, 1, 3, 3)), strict=False)
)


def apply(rates, activation):
    """Apply to each rate its own kernel, whatever the order."""
    x = image
    for rate in rates:
        kernel = kernels[rate].double()
        x = activation(functional.conv2d(x, kernel, dilation=rate))
    return x


def same(activation):
    return torch.equal(apply(falling, activation), apply(rising, activation))


print(f"same output, linear layers: {same(torch.nn.Identity())}")
print(f"same output, with ReLU: {same(torch.relu)}")
