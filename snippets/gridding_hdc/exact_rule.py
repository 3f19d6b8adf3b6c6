from functools import reduce
from itertools import combinations, combinations_with_replacement
from math import gcd

from conv_arithmetic import Layer, hdc_max_distances, hit_counts


def counted(kernel_size, rates):
    """The truth: count the cells of the receptive field that no path reaches."""
    return 0 not in hit_counts(
        [Layer(kernel_size, dilation=rate) for rate in rates]
    )


# region rule
def exact(kernel_size, rates):
    """Each rate is at most as large as what the smaller ones fill."""
    filled = 1
    for rate in sorted(rates):
        if rate > filled:
            return False
        filled += (kernel_size - 1) * rate
    return True


# endregion


def paper(kernel_size, rates):
    return hdc_max_distances(rates)[0] <= kernel_size


def coprime_in_pairs(_, rates):
    return all(gcd(a, b) == 1 for a, b in combinations(rates, 2))


def coprime_as_a_group(_, rates):
    return reduce(gcd, rates) == 1


rules = [
    ("the exact rule", exact),
    ("M₂ at most K", paper),
    ("no factor common to two rates", coprime_in_pairs),
    ("no factor common to all rates", coprime_as_a_group),
]


def errors(rule, kernel_size, stacks):
    """Count the stacks with holes that a rule passes, and those without that it refuses."""
    truth = [counted(kernel_size, rates) for rates in stacks]
    said = [rule(kernel_size, rates) for rates in stacks]
    return (
        sum(s and not t for s, t in zip(said, truth, strict=True)),
        sum(t and not s for s, t in zip(said, truth, strict=True)),
    )


largest = 12
stacks = [
    list(rates)
    for depth in (2, 3, 4)
    for rates in combinations_with_replacement(range(1, largest + 1), depth)
]
table, whole = {}, {}
for kernel_size in (2, 3, 4, 5):
    whole[kernel_size] = sum(counted(kernel_size, rates) for rates in stacks)
    print(f"K = {kernel_size}: {whole[kernel_size]} of {len(stacks):,} whole")
    table[kernel_size] = [
        errors(rule, kernel_size, stacks) for _, rule in rules
    ]
    for (name, _), (passes, refusals) in zip(
        rules, table[kernel_size], strict=True
    ):
        print(f"  {name}: {passes:,} wrong passes, {refusals} wrong refusals")
mismatches = sum(passes + refusals for (passes, refusals), *_ in table.values())
first_is_one = [rates for rates in stacks if rates[0] == 1]
paper_there = errors(paper, 3, first_is_one)
