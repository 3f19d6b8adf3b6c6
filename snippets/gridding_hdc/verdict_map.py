import matplotlib.pyplot as plt

from conv_arithmetic import Layer, hdc_max_distances, hit_counts
from palette import MARK, MIXED, NEUTRAL

kernel_size, first_rates, tested = 3, (1, 2), range(1, 11)


def has_no_holes(rates):
    layers = [Layer(kernel_size, dilation=rate) for rate in rates]
    return 0 not in hit_counts(layers)


def passes(rates):
    return hdc_max_distances(rates)[0] <= kernel_size


summary = []
counts = [["first rate", "no holes", "wrong passes", "wrong refusals"]]
fig, axes = plt.subplots(2, 1, num="verdicts", figsize=(4, 7.6))
for ax, first in zip(axes, first_rates, strict=True):
    stacks = [(first, second, third) for second in tested for third in tested]
    whole = {rates for rates in stacks if has_no_holes(rates)}
    passing = {rates for rates in stacks if passes(rates)}
    for label, found, colour, style in (
        ("no holes, passed", whole & passing, MIXED, {"marker": "s"}),
        ("holes, refused", set(stacks) - whole - passing, NEUTRAL, {}),
        ("holes, passed: wrong", passing - whole, MARK, {"marker": "x"}),
        (
            "no holes, refused: wrong",
            whole - passing,
            MARK,
            {"marker": "o", "markerfacecolor": "none"},
        ),
    ):
        style = {"marker": ".", "markersize": 7, "linestyle": "none"} | style
        _, x, y = zip(*sorted(found), strict=True) if found else ((), (), ())
        ax.plot(x, y, color=colour, label=label, **style)
    ax.set_title(f"r₁ = {first}")
    ax.set_ylabel("r₃")
    ax.set_xticks(tested)
    ax.set_yticks(tested)
    ax.set_aspect("equal")
    errors = [len(passing - whole), len(whole - passing)]
    counts.append([first, len(whole), *errors])
    summary.append([first, len(stacks), len(whole), *errors])
ax.set_xlabel("r₂")
fig.legend(*ax.get_legend_handles_labels(), loc="lower center")
fig.subplots_adjust(top=0.96, bottom=0.2)
