from math import gcd

from conv_arithmetic import Layer, coverage, hdc_max_distances, is_gap_free

kernel_size = 3
stacks = [[1, 2, 3], [1, 2, 5], [1, 2, 4], [1, 3, 9], [1, 2, 4, 8]]
stacks += [[1, 2, 9], [2, 3, 5], [2, 2, 2], [2, 4, 8]]
table = []
for rates in stacks:
    layers = [Layer(kernel_size, dilation=rate) for rate in rates]
    reached, total = coverage(layers)
    distance = hdc_max_distances(rates)[0]
    pairs = [(a, b) for i, a in enumerate(rates) for b in rates[i + 1 :]]

    exact = "no holes" if is_gap_free(layers) else "has holes"
    paper = "it passes" if distance <= kernel_size else "it fails"
    in_pairs, as_a_group = max(gcd(*pair) for pair in pairs), gcd(*rates)
    print(
        f"{rates}: {total - reached} holes counted among {total}; "
        f"exact rule: {exact}"
    )
    print(f"    M₂ = {distance}, at most K = {kernel_size}: {paper}")
    print(f"    largest common factor: all {as_a_group}, two {in_pairs}")
    table.append([*rates, reached, total, distance])
reached_of = {tuple(row[:-3]): tuple(row[-3:-1]) for row in table}
distance_of = {tuple(row[:-3]): row[-1] for row in table}
holes_of = {rates: n - reached for rates, (reached, n) in reached_of.items()}
