import torch
from torch import nn

length, channels = 24, 4


def leaks(layer):
    """출력과, 그 출력이 의존하는 더 나중 입력의 쌍을 셉니다."""
    torch.manual_seed(0)
    x = torch.randn(1, channels, length, dtype=torch.double, requires_grad=True)
    y = layer.double()(x)
    count = 0
    for t in range(length):
        (gradient,) = torch.autograd.grad(y[0, 0, t], x, retain_graph=True)
        count += int(gradient[0, :, t + 1 :].any(dim=0).sum())
    return count


class OverChannels(nn.LayerNorm):
    """시점마다 따로 정규화합니다."""

    def forward(self, x):
        return super().forward(x.transpose(1, 2)).transpose(1, 2)


norms = [
    ("배치 정규화, 학습 모드", nn.BatchNorm1d(channels)),
    ("배치 정규화, 평가 모드", nn.BatchNorm1d(channels).eval()),
    ("그룹 정규화", nn.GroupNorm(1, channels)),
    ("채널 방향 레이어 정규화", OverChannels(channels)),
]
pairs = length * (length - 1) // 2
found = []
for name, norm in norms:
    found.append(leaks(norm))
    print(f"{pairs}쌍 중 {found[-1]}쌍 누출: {name}")
training, evaluation, group, layer = found
