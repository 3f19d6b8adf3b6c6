import matplotlib.pyplot as plt

from conv_arithmetic import Layer, receptive_field
from palette import DILATED, MIXED, PLAIN

depths = range(1, 9)
constant_rate = 4


def fields(rate_of):
    """Return the receptive field of a stack after each of its layers."""
    stack = [Layer(3, dilation=rate_of(depth)) for depth in range(max(depths))]
    return [receptive_field(stack[:depth]) for depth in depths]


growth = [
    ("doubling rates", fields(lambda depth: 2**depth)),
    ("constant rate", fields(lambda _: constant_rate)),
    ("no dilation", fields(lambda _: 1)),
]
fig, ax = plt.subplots(num="growth", figsize=(5.4, 2.8))
styles = ("o-", MIXED), ("s-", DILATED), ("^-", PLAIN)
for (style, colour), (label, sizes) in zip(styles, growth, strict=True):
    ax.plot(depths, sizes, style, color=colour, label=label)
ax.set_yscale("log", base=2)
ax.set_xlabel("layers")
ax.set_ylabel("receptive field")
ax.legend()
