import torch
from torch import nn

torch.manual_seed(0)
pooled = nn.Sequential(
    nn.AdaptiveAvgPool2d(1),
    nn.Conv2d(8, 4, kernel_size=1, bias=False),
    nn.BatchNorm2d(4),
)


def attempt(images):
    """가지가 무작위 맵 한 배치를 받아들이는지 알려 줍니다."""
    try:
        pooled(100 * torch.randn(images, 8, 33, 33))
    except ValueError as error:
        print(f"{images}: {error}")
        return False
    print(f"{images}: 통과")
    return True


one, two = attempt(1), attempt(2)

# 값이 둘이면 하나는 평균보다 크고 하나는 작습니다.
a, b = pooled(100 * torch.randn(2, 8, 33, 33)).flatten(1)
signs = [a.round().int().tolist(), b.round().int().tolist()]
print(*signs, sep="\n")
extremes = [max(*signs[0], *signs[1]), min(*signs[0], *signs[1])]

pooled.eval()
in_evaluation = attempt(1)
