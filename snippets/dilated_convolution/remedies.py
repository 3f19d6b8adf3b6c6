from fractions import Fraction

from conv_arithmetic import Layer, parameter_count, receptive_field


def layers_until(field, dilation_of):
    """Stack layers of three taps until they reach a receptive field."""
    layers = []
    while receptive_field(layers) < field:
        layers.append(Layer(kernel_size=3, dilation=dilation_of(len(layers))))
    return layers


field = 512
plain_stack = layers_until(field, lambda _: 1)
doubling_stack = layers_until(field, lambda layer: 2**layer)
plain, doubling = len(plain_stack), len(doubling_stack)
print(
    f"receptive field of {field}: {plain} plain layers, "
    f"{doubling} with doubling rates"
)

sizes, channels = (3, 7, 11), 64
weights = {k: parameter_count(channels, channels, k, bias=False) for k in sizes}
growth = {k: Fraction(count, weights[3]) for k, count in weights.items()}
for k, count in weights.items():
    print(
        f"{k:>2}×{k:<2} kernel: {count:>7,} weights, {float(growth[k]):5.2f} times"
    )

depthwise = parameter_count(channels, channels, k, groups=channels, bias=False)
print(f"depthwise {k}×{k}: {depthwise:,} weights")
