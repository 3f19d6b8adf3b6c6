from torch import nn

in_channels, out_channels = 2048, 256
rates = (6, 12, 18)


def convolutions(bias):
    """DeepLab v3와 같은 구성의 ASPP 모듈에 쓰이는 합성곱을 반환합니다."""
    point, pooled = (
        nn.Conv2d(in_channels, out_channels, 1, bias=bias) for _ in range(2)
    )
    dilated = [
        nn.Conv2d(in_channels, out_channels, 3, dilation=rate, bias=bias)
        for rate in rates
    ]
    concatenated = (len(rates) + 2) * out_channels
    project = nn.Conv2d(concatenated, out_channels, 1, bias=bias)
    return [point, *dilated, pooled, project]


def parameters(layers):
    return sum(p.numel() for layer in layers for p in layer.parameters())


with_bias = parameters(convolutions(bias=True))
plain = convolutions(bias=False)
norms = [nn.BatchNorm2d(out_channels) for _ in plain]
with_norm = parameters([*plain, *norms])
print(f"편향 있음, 배치 정규화 없음: 파라미터 {with_bias:,}개")
print(f"배치 정규화 있음, 편향 없음: 파라미터 {with_norm:,}개")
