import torch
from torch import nn

torch.manual_seed(0)
pooled = nn.Sequential(
    nn.AdaptiveAvgPool2d(1),
    nn.Conv2d(2048, 256, kernel_size=1, bias=False),
    nn.BatchNorm2d(256),
)
features = torch.randn(2, 2048, 33, 33).relu()  # noise, as if of two images


def attempt(images):
    """Tell whether the branch accepts a batch of so many images."""
    try:
        pooled(features[:images])
    except ValueError as error:
        print(f"{images}: {error}")
        return False
    print(f"{images}: fine")
    return True


one, two = attempt(1), attempt(2)

# The two outputs of a channel are opposite; how large they are is a matter of scale.
typical = {}
with torch.no_grad():
    for scale in (0.1, 1, 10):
        a, b = pooled(scale * features).flatten(1)
        assert torch.allclose(a, -b, atol=1e-4)
        typical[scale] = a.abs().median().item()
        print(f"inputs times {scale}: size of the outputs {typical[scale]:.2f}")
    equal = pooled(features[:1].expand(2, -1, -1, -1)).abs().max().item()
print(f"two equal images: {equal:.2f}")

pooled.eval()
in_evaluation = attempt(1)


def normalized(delta, eps=1e-5):
    """Let torch normalize two values that lie delta above and below their mean."""
    norm = nn.BatchNorm1d(1, eps=eps, dtype=torch.float64)
    pair = torch.tensor([[delta], [-delta]], dtype=torch.float64)
    return norm(pair)[0].item()
