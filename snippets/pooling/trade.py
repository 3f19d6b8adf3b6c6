import matplotlib.pyplot as plt

from conv_arithmetic import Layer, macs, receptive_field
from palette import MIXED, NEUTRAL, PLAIN

side, channels = 48, 16
pool = Layer(2, stride=2)
conv = Layer(3)
stacks = (
    ("plain layers", [conv, conv, conv, conv]),
    ("two poolings between", [conv, pool, conv, pool, conv, conv]),
    ("doubling rates", [Layer(3, dilation=rate) for rate in (1, 2, 4, 8)]),
)


def cost(layers):
    """Count the multiply-accumulates of all convolutions with same padding."""
    total, size, inputs = 0, side, 1
    for layer in layers:
        if layer is pool:
            size //= pool.stride
            continue
        shape = {"padding": layer.dilation, "dilation": layer.dilation}
        total += macs(size, inputs, channels, layer.kernel_size, **shape)
        inputs = channels
    return total, size


rows = []
for name, layers in stacks:
    total, size = cost(layers)
    rows.append([receptive_field(layers), size, size, total])
    print(f"{name}: field {rows[-1][0]}, map {size}×{size}, {total:,}")
cheaper = rows[0][-1] / rows[1][-1]

fig, ax = plt.subplots(num="trade", figsize=(4.8, 3))
for (name, _), (field, *_, total), marker, colour in zip(
    stacks, rows, ("o", "s", "^"), (PLAIN, NEUTRAL, MIXED), strict=True
):
    ax.plot([total / 10**6], [field], marker, ms=9, color=colour, label=name)
ax.set_xlim(0)
ax.set_ylim(0)
ax.set_xlabel("multiply-accumulates in millions")
ax.set_ylabel("receptive field")
ax.legend(loc="lower left")
