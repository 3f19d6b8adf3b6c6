from fractions import Fraction

import matplotlib.pyplot as plt
import torch
from torch.nn import functional

from conv_arithmetic import valid_taps
from palette import DILATED

sides, tried = (33, 65), (6, 12, 18)
all_taps = 3 * 3


def mean_taps(side, rate):
    """Average, over all positions, the taps inside the map."""
    counts = valid_taps(side, 3, rate)
    inside = sum(taps * positions for taps, positions in counts.items())
    return Fraction(inside, side**2)


means, full = {}, {}
for side in sides:
    for rate in tried:
        means[side, rate] = mean = mean_taps(side, rate)
        full[side, rate] = valid_taps(side, 3, rate).get(all_taps, 0)
        print(f"{side}×{side}, rate {rate:>2}: {float(mean):.2f} taps inside,")
        print(f"  all at {full[side, rate]:,} of {side**2:,} positions")
        # Torch's own count: a kernel of ones over a map of ones.
        ones = torch.ones(1, 1, side, side)
        kernel = torch.ones(1, 1, 3, 3)
        sums = functional.conv2d(ones, kernel, padding=rate, dilation=rate)
        assert int(sums.sum()) == mean * side**2

rates = range(1, 67)
fig, ax = plt.subplots(num="mean")
for style, side in zip(("-", "--"), sides, strict=True):
    curve = [float(mean_taps(side, rate)) for rate in rates]
    ax.plot(rates, curve, style, color=DILATED, label=f"{side}×{side}")
ax.set_ylim(0, all_taps + 1)
ax.set_xlabel("rate")
ax.set_ylabel("taps inside the map, mean")
ax.legend(title="feature map")
floor = int(mean_taps(sides[0], sides[0]))
positions = {side: side**2 for side in sides}
