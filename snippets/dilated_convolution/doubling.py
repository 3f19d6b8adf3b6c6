import torch
from torch import nn

from conv_arithmetic import Layer, parameter_count, receptive_field

rates = (1, 2, 4, 8)
channels = 256


def block(c, dilations):
    """Stack convolutions of one size that keep the resolution."""
    layers = []
    for d in dilations:
        conv = nn.Conv2d(c, c, 3, padding=d, dilation=d, bias=False)
        layers += [conv, nn.ReLU()]
    return nn.Sequential(*layers)


stack = [Layer(3, dilation=rate) for rate in rates]
fields = [receptive_field(stack[: depth + 1]) for depth in range(len(stack))]
for rate, field in zip(rates, fields, strict=True):
    print(f"dilation={rate}: receptive field {field:>2}×{field}")

plain_layers = (fields[-1] - 1) // 2
# > 15
weight = parameter_count(channels, channels, 3, bias=False)
weights, plain_weights = len(rates) * weight, plain_layers * weight
net = block(channels, rates)
built = sum(p.numel() for p in net.parameters())
print(f"{len(rates)} dilated layers: {weights:,} weights (built: {built:,})")
print(f"{plain_layers} plain layers: {plain_weights:,} weights")
print(f"resolution: {tuple(net(torch.zeros(1, channels, 9, 9)).shape[2:])}")
