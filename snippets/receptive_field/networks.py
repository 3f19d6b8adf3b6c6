import matplotlib.pyplot as plt

from conv_arithmetic import Layer, effective_stride, receptive_field
from palette import MIXED, NEUTRAL, PLAIN

conv, pool = Layer(3), Layer(2, stride=2)
twice, thrice = [conv, conv], [conv, conv, conv]
early = [*twice, pool, *twice, pool, *thrice, pool]
vgg = [*early, *thrice, pool, *thrice, pool, Layer(7)]

# Yu and Koltun: two poolings removed, later layers dilated in their place.
dilated = [*[Layer(3, dilation=2)] * 3, Layer(7, dilation=4)]
front_end = [*early, *thrice, *dilated]
without = [Layer(each.kernel_size, each.stride) for each in front_end]
rates = (1, 1, 2, 4, 8, 16, 1)
with_context = front_end + [Layer(3, dilation=rate) for rate in rates]

networks = (
    ("VGG up to its first dense layer", "o", NEUTRAL, vgg),
    ("front end without dilation", "s", PLAIN, without),
    ("front end and context module", "^", MIXED, with_context),
)
fig, ax = plt.subplots(num="networks", figsize=(4.8, 3.4))
for name, marker, colour, layers in networks:
    depths = range(len(layers) + 1)
    fields = [receptive_field(layers[:depth]) for depth in depths]
    ax.plot(depths, fields, marker=marker, ms=4, color=colour, label=name)
ax.set_xlabel("number of layers")
ax.set_ylabel("receptive field in pixels")
ax.legend()

rows = [
    [receptive_field(layers), effective_stride(layers)]
    for layers in (vgg, without, front_end, with_context)
]
for field, step in rows:
    print(f"field {field}, stride {step}")
