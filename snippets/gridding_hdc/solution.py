from itertools import combinations_with_replacement

from conv_arithmetic import Layer, hit_counts


def leaves_holes(rates, taps):
    """Fill step by step, from the smallest rate to the largest."""
    filled = 1
    for rate in sorted(rates):
        if rate > filled:
            return True
        filled += (taps - 1) * rate
    return False


# Compare with the paths, counted.
wrong = []
for taps in (2, 3, 4, 5):
    for rates in combinations_with_replacement(range(8, 0, -1), 3):
        paths = hit_counts([Layer(taps, dilation=rate) for rate in rates])
        if leaves_holes(rates, taps) is not (0 in paths):
            wrong.append((rates, taps))
print(f"wrong: {len(wrong)} stacks")
print(f"all right: {not wrong}")
