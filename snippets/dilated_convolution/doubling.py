import matplotlib.pyplot as plt
import torch
from torch import nn

from conv_arithmetic import Layer, hit_counts, parameter_count, receptive_field

rates = (1, 2, 4, 8)
channels = 256


def block(dilations):
    """Stack convolutions of one size that keep the resolution."""
    layers = []
    for dilation in dilations:
        conv = nn.Conv2d(
            channels,
            channels,
            3,
            padding=dilation,
            dilation=dilation,
            bias=False,
        )
        layers += [conv, nn.ReLU()]
    return nn.Sequential(*layers)


stack = [Layer(3, dilation=rate) for rate in rates]
fields = [receptive_field(stack[: depth + 1]) for depth in range(len(stack))]
for rate, field in zip(rates, fields, strict=True):
    print(f"dilation={rate}: receptive field {field:>2}×{field}")

plain_layers = (fields[-1] - 1) // 2
weight = parameter_count(channels, channels, 3, bias=False)
weights, plain_weights = len(rates) * weight, plain_layers * weight
built = sum(p.numel() for p in block(rates).parameters())
print(f"{len(rates)} dilated layers: {weights:,} weights (built: {built:,})")
print(f"{plain_layers} plain layers: {plain_weights:,} weights")
print(
    f"resolution: {tuple(block(rates)(torch.zeros(1, channels, 9, 9)).shape[2:])}"
)


def path_spread(layers):
    """Return the standard deviation of the paths' positions, in cells."""
    counts = torch.tensor(hit_counts(layers), dtype=torch.float64)
    cells = torch.arange(len(counts)) - len(counts) // 2
    return round(float((counts * cells**2).sum() / counts.sum()) ** 0.5, 3)


spread, plain_spread = (
    path_spread(stack),
    path_spread([Layer(3)] * plain_layers),
)

depths = range(1, 9)
constant_rate = 4
doubled = [Layer(3, dilation=2**depth) for depth in range(max(depths))]
growth = [
    (
        "o",
        "doubling rates",
        [receptive_field(doubled[:depth]) for depth in depths],
    ),
    (
        "s",
        "constant rate",
        [
            receptive_field([Layer(3, dilation=constant_rate)] * depth)
            for depth in depths
        ],
    ),
    (
        "^",
        "no dilation",
        [receptive_field([Layer(3)] * depth) for depth in depths],
    ),
]
fig, ax = plt.subplots(num="growth")
for marker, label, sizes in growth:
    ax.plot(depths, sizes, marker=marker, label=label)
ax.set_yscale("log", base=2)
ax.set_xlabel("layers")
ax.set_ylabel("receptive field")
ax.legend()
