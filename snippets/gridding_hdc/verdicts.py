from itertools import combinations
from math import gcd

from conv_arithmetic import Layer, coverage, hdc_max_distances

cases = [(3, [1, 2, 5]), (3, [1, 2, 4]), (3, [1, 2, 9]), (3, [2, 3, 5])]
cases += [(3, [2, 2, 2]), (2, [1, 1, 4]), (5, [1, 1, 8])]
stacks = [rates for _, rates in cases]
table = []
for K, rates in cases:
    reached, total = coverage([Layer(K, dilation=rate) for rate in rates])
    distance = hdc_max_distances(rates)[0]
    in_pairs = max(gcd(a, b) for a, b in combinations(rates, 2))
    table.append([K, *rates, reached, total, distance, in_pairs, gcd(*rates)])
    print(f"{rates}, {K} taps: {total - reached} holes, counted")
    print(f"    M₂ = {distance}, at most K = {K}: {distance <= K}")
    print(f"    no factor common to two rates: {in_pairs == 1}")
    print(f"    no factor common to all rates: {gcd(*rates) == 1}")
