from fractions import Fraction

import matplotlib.pyplot as plt

from conv_arithmetic import Layer, hit_counts
from palette import MIXED, PLAIN


def stack(rates):
    return [Layer(3, dilation=rate) for rate in rates]


def variance(layers):
    """Return the variance of the paths' positions, path by path."""
    counts = hit_counts(layers)
    centre = Fraction(len(counts) - 1, 2)
    moment = sum(n * (cell - centre) ** 2 for cell, n in enumerate(counts))
    return moment / sum(counts)


def variance_by_formula(layers):
    twelfths = sum(
        each.dilation**2 * (each.kernel_size**2 - 1) for each in layers
    )
    return Fraction(twelfths, 12)


doubling, plain = stack((1, 2, 4)), stack((1,) * 7)
counts, plain_counts = hit_counts(doubling), hit_counts(plain)
spread = round(float(variance(doubling)) ** 0.5, 2)
plain_spread = round(float(variance(plain)) ** 0.5, 2)
for layers in (doubling, plain):
    agree = variance(layers) == variance_by_formula(layers)
    print(f"paths: {hit_counts(layers)}")
    print(f"variance {variance(layers)}, by the formula too: {agree}")

fig, ax = plt.subplots(num="paths", figsize=(4.8, 2.8))
cells = range(len(counts))
panels = (
    ("doubling rates", counts, MIXED),
    ("plain layers", plain_counts, PLAIN),
)
for name, paths, colour in panels:
    shares = [n / sum(paths) for n in paths]
    ax.plot(cells, shares, marker="o", color=colour, label=name)
ax.set_xlabel("cell of the receptive field")
ax.set_ylabel("share of the paths")
ax.set_ylim(0)
ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
