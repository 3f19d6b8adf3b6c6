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
    divisor = max(gcd(a, b) for a, b in combinations(rates, 2))
    table.append([K, *rates, reached, total, distance, divisor])

    paper = "no holes" if distance <= K else "holes"
    folklore = "no holes" if divisor == 1 else "holes"
    print(f"{rates}, {K} taps")
    print(f"    holes, counted: {total - reached}")
    print(f"    M₂ = {distance}, K = {K}: {paper}")
    print(f"    largest common divisor {divisor}: {folklore}")
