import torch
from torch import nn

torch.manual_seed(0)
pooled = nn.Sequential(
    nn.AdaptiveAvgPool2d(1),
    nn.Conv2d(2048, 256, kernel_size=1, bias=False),
    nn.BatchNorm2d(256),
)
features = torch.randn(2, 2048, 33, 33).relu()  # 이미지 두 장에서 나온 셈 치는 잡음


def attempt(images):
    """이미지가 그만큼인 배치를 가지가 받아들이는지 알려 줍니다."""
    try:
        pooled(features[:images])
    except ValueError as error:
        print(f"{images}: {error}")
        return False
    print(f"{images}: 통과")
    return True


one, two = attempt(1), attempt(2)

# 채널마다 두 출력은 부호만 반대입니다. 크기는 입력의 배율에 달렸습니다.
typical = {}
with torch.no_grad():
    for scale in (0.1, 1, 10):
        a, b = pooled(scale * features).flatten(1)
        assert torch.allclose(a, -b, atol=1e-4)
        typical[scale] = a.abs().median().item()
        print(f"입력 {scale}배: 출력의 크기 {typical[scale]:.2f}")
    equal = pooled(features[:1].expand(2, -1, -1, -1)).abs().max().item()
print(f"같은 이미지 두 장: {equal:.2f}")

pooled.eval()
in_evaluation = attempt(1)


def normalized(delta, eps=1e-5):
    """평균에서 위아래로 delta만큼 떨어진 두 값을 torch로 정규화합니다."""
    norm = nn.BatchNorm1d(1, eps=eps, dtype=torch.float64)
    pair = torch.tensor([[delta], [-delta]], dtype=torch.float64)
    return norm(pair)[0].item()
