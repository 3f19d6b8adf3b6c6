from conv_arithmetic import parameter_count as count


def normed(in_channels, out_channels, kernel_size, groups=1):
    """Weights of a convolution and of the batch norm behind it."""
    weights = count(in_channels, out_channels, kernel_size, groups, bias=False)
    return weights + 2 * out_channels


width, classes, out = 1024, 21, 256
backbone = {"VGG16": 512, "ResNet": 2048}
rates = {"v1": 12, "v2": (6, 12, 18, 24), "v3": (6, 12, 18)}
finer = tuple(2 * rate for rate in rates["v3"])  # half the output stride

# v1: one wide branch. v2: several of them, added.
field = (
    count(backbone["VGG16"], width, 3)
    + count(width, width, 1)
    + count(width, classes, 1)
)
v1, v2 = field, len(rates["v2"]) * field

# v3: pointwise, dilated branches, image pooling, projection.
channels = backbone["ResNet"]
branch = normed(channels, out, 3)
pointwise = normed(channels, out, 1)
dilated = len(rates["v3"])
v3 = 2 * pointwise + dilated * branch
v3 += normed((dilated + 2) * out, out, 1)

# The cascade of v3 has copies of ResNet's last block instead.
copies, units, narrow = 3, 3, 512
unit = normed(channels, narrow, 1) + normed(narrow, narrow, 3)
unit += normed(narrow, channels, 1)
cascade = copies * units * unit

# v3+: each dilated branch filters every channel by itself, then mixes them.
depthwise = normed(channels, channels, 3, groups=channels)
separable = depthwise + normed(channels, out, 1)
v3_plus = v3 - dilated * (branch - separable)
fewer = branch / separable

modules = {"v1": v1, "v2": v2, "cascade": cascade, "v3": v3, "v3+": v3_plus}
for name, parameters in modules.items():
    print(f"{name:<7} {parameters:>10,}")
