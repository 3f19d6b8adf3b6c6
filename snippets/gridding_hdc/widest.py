from conv_arithmetic import Layer, hit_counts


def widest_rates(kernel_size, depth):
    """Choose each rate as large as the exact rule allows."""
    rates, filled = [], 1
    for _ in range(depth):
        rates.append(filled)
        filled += (kernel_size - 1) * filled
    return rates


table = []
for rates in (widest_rates(3, depth=4), [1, 2, 4, 8], [1, 2, 5, 9]):
    paths = hit_counts([Layer(3, dilation=rate) for rate in rates])
    fewest, most = min(paths), max(paths)
    table.append([*rates, len(paths), fewest, most])
    print(f"{rates}: {len(paths)} cells, {fewest} to {most} paths to each")
