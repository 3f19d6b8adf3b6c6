from itertools import combinations
from math import gcd

import matplotlib.pyplot as plt

from conv_arithmetic import Layer, hdc_max_distances, hit_counts

kernel_size, first_rates, tested = 3, (1, 2), range(1, 11)


def has_no_holes(rates):
    layers = [Layer(kernel_size, dilation=rate) for rate in rates]
    return 0 not in hit_counts(layers)


def paper(rates):
    return hdc_max_distances(rates)[0] <= kernel_size


def coprime(rates):
    return all(gcd(a, b) == 1 for a, b in combinations(rates, 2))


summary = []
counts = [["first rate", "criterion", "wrong passes", "wrong refusals"]]
fig, axes = plt.subplots(1, 2, num="verdicts", figsize=(9, 4.8))
for ax, first in zip(axes, first_rates, strict=True):
    stacks = [[first, second, third] for second in tested for third in tested]
    free, passing, prime = (
        {tuple(rates) for rates in stacks if rule(rates)}
        for rule in (has_no_holes, paper, coprime)
    )
    for found, colour, style in (
        (free, "C0", {"marker": "s", "markersize": 15, "alpha": 0.35}),
        (passing, "C1", {"marker": "o", "markersize": 9, "fillstyle": "none"}),
        (prime, "C7", {"marker": "x", "markersize": 5}),
    ):
        _, x, y = zip(*sorted(found), strict=True)
        ax.plot(x, y, color=colour, linestyle="none", **style)
    ax.set_title(f"r₁ = {first}")
    ax.set_xlabel("r₂")
    ax.set_ylabel("r₃")
    ax.set_xlim(0.4, max(tested) + 0.6)
    ax.set_ylim(0.4, max(tested) + 0.6)
    ax.set_xticks(tested)
    ax.set_yticks(tested)
    ax.set_aspect("equal")
    errors = [len(passing - free), len(free - passing)]
    errors += [len(prime - free), len(free - prime)]
    counts.append([first, "M₂ at most K", *errors[:2]])
    counts.append([first, "no common divisor", *errors[2:]])
    summary.append([first, len(stacks), len(free), *errors])
fig.legend(
    ax.get_lines(),
    ["no holes (counted)", "M₂ at most K", "no common divisor"],
    loc="upper center",
    ncols=3,
    frameon=False,
)
