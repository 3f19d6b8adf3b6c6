from torch import nn

from conv_arithmetic import parameter_count


def count(conv):
    """Count the parameters of a layer in two ways."""
    built = sum(parameter.numel() for parameter in conv.parameters())
    channels = conv.in_channels, conv.out_channels
    bias = conv.bias is not None
    assert built == parameter_count(
        *channels, conv.kernel_size[0], conv.groups, bias
    )
    return built


full = nn.Conv2d(64, 128, kernel_size=3)
without_bias = nn.Conv2d(64, 128, kernel_size=3, bias=False)
grouped = nn.Conv2d(64, 128, kernel_size=3, groups=4)
depthwise = nn.Conv2d(64, 64, kernel_size=3, groups=64)
pointwise = nn.Conv2d(64, 128, kernel_size=1)

layers = (full, without_bias, grouped, depthwise, pointwise)
rows = [[*conv.weight.shape, count(conv)] for conv in layers]
for *shape, parameters in rows:
    print(f"weight {tuple(shape)!s:<17} parameters {parameters:>6,}")

separable = count(depthwise) + count(pointwise)
saving = count(full) / separable
print(f"depthwise, then pointwise: {separable:,}")
