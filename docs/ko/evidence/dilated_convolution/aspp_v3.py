import torch
from torch import nn
from torch.nn import functional


def conv_bn_relu(in_channels, out_channels, kernel_size, rate=1):
    padding = rate if kernel_size > 1 else 0
    conv = nn.Conv2d(
        in_channels,
        out_channels,
        kernel_size,
        padding=padding,
        dilation=rate,
        bias=False,
    )
    return nn.Sequential(conv, nn.BatchNorm2d(out_channels), nn.ReLU())


class ASPPv3(nn.Module):
    """점별, 팽창, 풀링 가지를 채널로 이어 붙인 뒤 투영합니다."""

    def __init__(self, in_channels, out_channels, rates):
        super().__init__()
        self.local = nn.ModuleList([conv_bn_relu(in_channels, out_channels, 1)])
        self.local.extend(
            conv_bn_relu(in_channels, out_channels, 3, rate) for rate in rates
        )
        mean = nn.AdaptiveAvgPool2d(1)
        self.pooling = nn.Sequential(
            mean, conv_bn_relu(in_channels, out_channels, 1)
        )
        self.project = conv_bn_relu(
            out_channels * (len(rates) + 2), out_channels, 1
        )

    def forward(self, x):
        image = functional.interpolate(
            self.pooling(x), size=x.shape[2:], mode="bilinear"
        )
        return self.project(
            torch.cat([*(branch(x) for branch in self.local), image], dim=1)
        )


rates = (6, 12, 18)
in_channels, out_channels = 2048, 256
aspp = ASPPv3(in_channels, out_channels, rates).eval()
parameters = sum(p.numel() for p in aspp.parameters())
with torch.no_grad():
    print(f"출력 {tuple(aspp(torch.zeros(1, in_channels, 33, 33)).shape)}")
print(f"파라미터 {parameters:,}개")

try:
    ASPPv3(8, 8, rates)(torch.zeros(1, 8, 33, 33))
except ValueError:
    print(
        "이미지 한 장짜리 배치로 학습: 풀링 가지의 배치 정규화가 거부합니다"
    )
