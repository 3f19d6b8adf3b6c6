from itertools import combinations, combinations_with_replacement
from math import gcd

from conv_arithmetic import Layer, hdc_max_distances, hit_counts


def counted(kernel_size, rates):
    """The truth: count the cells of the receptive field that no path reaches."""
    return 0 not in hit_counts(
        [Layer(kernel_size, dilation=rate) for rate in rates]
    )


def exact(kernel_size, rates):
    """Each rate fits into what the smaller ones fill."""
    rates = sorted(rates)
    return all(
        r <= 1 + (kernel_size - 1) * sum(rates[:i]) for i, r in enumerate(rates)
    )


def paper(kernel_size, rates):
    return hdc_max_distances(rates)[0] <= kernel_size


def coprime(_, rates):
    return all(gcd(a, b) == 1 for a, b in combinations(rates, 2))


def tally(kernel_size, stacks):
    """Count stacks, stacks without holes, and how often each criterion errs either way."""
    truth = [counted(kernel_size, rates) for rates in stacks]
    row = [kernel_size, len(stacks), sum(truth)]
    for rule in (exact, paper, coprime):
        said = [rule(kernel_size, rates) for rates in stacks]
        row.append(sum(s and not t for s, t in zip(said, truth, strict=True)))
        row.append(sum(t and not s for s, t in zip(said, truth, strict=True)))
    return row


largest = 12
stacks = [
    list(rates)
    for depth in (2, 3, 4)
    for rates in combinations_with_replacement(range(1, largest + 1), depth)
]
table = [tally(kernel_size, stacks) for kernel_size in (2, 3, 4, 5)]
total = sum(row[1] for row in table)
mismatches = sum(row[3] + row[4] for row in table)
first_is_one = tally(3, [rates for rates in stacks if rates[0] == 1])
for kernel_size, count, whole, *errors in table:
    print(f"K = {kernel_size}: {count:,} stacks, {whole} without holes")
    names = ("the exact rule", "M₂ at most K", "no common divisor")
    for name, wrong in zip(
        names, zip(errors[::2], errors[1::2], strict=True), strict=True
    ):
        print(
            f"    {name}: {wrong[0]} passed wrongly, {wrong[1]} refused wrongly"
        )
