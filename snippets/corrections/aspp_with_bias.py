from torch import nn

in_channels, out_channels = 2048, 256
rates = (6, 12, 18)


def convolutions(bias):
    """Return the convolutions of an ASPP module in the layout of DeepLab v3."""
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
print(f"bias, no batch norm: {with_bias:,} parameters")
print(f"batch norm, no bias: {with_norm:,} parameters")
