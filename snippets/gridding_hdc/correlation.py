from fractions import Fraction

import matplotlib.pyplot as plt
import torch
from torch.nn import functional

from conv_arithmetic import Layer, hit_counts
from palette import DILATED, MIXED

stacks, lags = [(2, 2, 2), (1, 2, 2, 2), (1, 2, 5)], range(1, 9)


def paths_of(rates):
    return hit_counts([Layer(3, dilation=rate) for rate in rates])


def expected(rates, lag):
    """Correlation of white noise after layers of equal weights, exactly."""
    paths = paths_of(rates)
    shared = sum(a * b for a, b in zip(paths, paths[lag:], strict=False))
    return Fraction(shared, sum(count**2 for count in paths))


def measured(rates, x):
    """The same of a sample, along its rows."""
    ones = torch.ones(1, 1, 3, 3, dtype=torch.float64)
    for rate in rates:
        x = functional.conv2d(x, ones, dilation=rate)
    for lag in lags:
        shared = (x[..., lag:] * x[..., :-lag]).sum()
        yield Fraction(int(shared), int((x**2)[..., lag:].sum()))


# Whole numbers: sums are exact in any order.
torch.manual_seed(0)
sample = torch.randint(-9, 10, (1, 1, 1000, 1000)).double()
exact = {rates: [expected(rates, lag) for lag in lags] for rates in stacks}
off = max(
    abs(found - value)
    for rates, values in exact.items()
    for found, value in zip(measured(rates, sample), values, strict=True)
)
ratios = {
    rates: [value.as_integer_ratio() for value in values]
    for rates, values in exact.items()
}
tolerance = Fraction(1, 50)
for rates, values in exact.items():
    print(f"{list(rates)}: {', '.join(str(value) for value in values[:4])}")
print(f"a sample agrees within {float(tolerance)}: {off < tolerance}")

fig, ax = plt.subplots(num="correlation", figsize=(5.6, 3.4))
styles = ("o-", DILATED), ("s--", MIXED), ("^-", MIXED)
for (style, colour), (rates, values) in zip(styles, exact.items(), strict=True):
    label, heights = str(list(rates)), [float(value) for value in values]
    ax.plot(lags, heights, style, color=colour, label=label)
ax.set_xlabel("lag in pixels")
ax.set_ylabel("correlation")
ax.legend()
