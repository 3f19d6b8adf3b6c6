from fractions import Fraction

from torch import nn

from conv_arithmetic import Layer, parameter_count, receptive_field

channels = 256
rates = (1, 2, 4)
stacks = [
    [Layer(3)] * 3,
    [Layer(3, dilation=rate) for rate in rates],
    [Layer(5)] * 3,
]
rows = []
for layers in stacks:
    k = layers[0].kernel_size
    field = receptive_field(layers)
    weights = len(layers) * parameter_count(channels, channels, k, bias=False)
    dilations = [layer.dilation for layer in layers]
    rows.append([field, field, len(layers), k * k, channels**2, weights])
    print(
        f"{k}×{k}, dilation {dilations}: {field}×{field}, {weights:,} weights"
    )

with_bias = [
    len(layers) * parameter_count(channels, channels, layers[0].kernel_size)
    for layers in stacks
]
table = [[3, 3, 3, *rows[0]], [*rates, *rows[1]], [5, 5, 3, *rows[2]]]
wider = Fraction(rows[1][0], rows[0][0])
# > 2.14
larger = wider**2

# How many cells a layer adds for each step that its rate grows by.
per_rate = receptive_field([Layer(3, dilation=2)]) - receptive_field([Layer(3)])
# > 2

built = nn.Sequential(
    *(nn.Conv2d(channels, channels, 3, bias=False) for _ in range(3))
)
assert sum(p.numel() for p in built.parameters()) == rows[0][-1]
