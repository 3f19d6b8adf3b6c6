import torch
from torch import nn


class SqueezeExcite(nn.Module):
    """채널마다 그 평균에 따라 크기를 조절합니다."""

    def forward(self, x):
        return x * torch.sigmoid(x.mean((2, 3), keepdim=True))


def reached(*layers):
    """출력 하나를 움직이는 자기 이미지의 위치 수와 이미지 수를 셉니다."""
    torch.manual_seed(0)
    x = torch.randn(3, 4, 16, 16, requires_grad=True)
    nn.Sequential(*layers)(x)[0, :, 8, 8].sum().backward()
    moved = x.grad.abs().sum(1) > 1e-9
    return int(moved[0].sum()), int(moved.flatten(1).any(1).sum())


conv = nn.Conv2d(4, 4, 3, padding=1)
counts = []
for name, layers in (
    ("합성곱만", [conv]),
    ("squeeze-and-excitation 추가", [conv, SqueezeExcite()]),
    ("인스턴스 정규화 추가", [conv, nn.InstanceNorm2d(4)]),
    ("배치 정규화 추가(학습)", [conv, nn.BatchNorm2d(4)]),
    ("배치 정규화 추가(평가)", [conv, nn.BatchNorm2d(4).eval()]),
):
    counts.append(reached(*layers))
    print(f"{name}: 위치 {counts[-1][0]}곳, 이미지 {counts[-1][1]}장")
