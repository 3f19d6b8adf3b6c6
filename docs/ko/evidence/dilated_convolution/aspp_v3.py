import torch
from torch import nn
from torch.nn import functional


def conv_bn_relu(in_ch, out_ch, kernel_size, rate=1):
    padding = rate if kernel_size > 1 else 0
    conv = nn.Conv2d(
        in_ch, out_ch, kernel_size, padding=padding, dilation=rate, bias=False
    )
    return nn.Sequential(conv, nn.BatchNorm2d(out_ch), nn.ReLU())


class ASPP(nn.Module):
    """DeepLab v3: 여러 dilation rate를 나란히 적용하고 평균을 더합니다."""

    def __init__(self, in_ch, out_ch=256):
        super().__init__()
        self.conv1x1 = conv_bn_relu(in_ch, out_ch, 1)
        self.conv_d6 = conv_bn_relu(in_ch, out_ch, 3, rate=6)
        self.conv_d12 = conv_bn_relu(in_ch, out_ch, 3, rate=12)
        self.conv_d18 = conv_bn_relu(in_ch, out_ch, 3, rate=18)
        self.pool = nn.Sequential(
            nn.AdaptiveAvgPool2d(1), conv_bn_relu(in_ch, out_ch, 1)
        )
        self.project = conv_bn_relu(5 * out_ch, out_ch, 1)

    def forward(self, x):
        mean = functional.interpolate(
            self.pool(x), size=x.shape[2:], mode="bilinear"
        )
        features = [
            self.conv1x1(x),
            self.conv_d6(x),
            self.conv_d12(x),
            self.conv_d18(x),
            mean,
        ]
        return self.project(torch.cat(features, dim=1))


rates = (6, 12, 18)
in_channels = 2048
aspp = ASPP(in_channels).eval()
out_channels = aspp.project[0].out_channels
parameters = sum(p.numel() for p in aspp.parameters())
with torch.no_grad():
    print(f"출력 {tuple(aspp(torch.zeros(1, in_channels, 33, 33)).shape)}")
print(f"파라미터 {parameters:,}개")

try:
    ASPP(8, 8)(torch.zeros(1, 8, 33, 33))
except ValueError:
    print(
        "이미지 한 장짜리 배치로 학습: 풀링 가지의 배치 정규화가 거부합니다"
    )
