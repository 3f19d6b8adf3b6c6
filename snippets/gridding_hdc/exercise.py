# region task
from itertools import combinations_with_replacement

from conv_arithmetic import Layer, hit_counts


def leaves_holes(rates, taps):
    """Tell whether a stack of layers at stride one leaves holes.

    Do not count paths: sort the rates and compare.
    """
    return ...  # your code


# endregion

# Compare with the paths, counted.
wrong = []
for taps in (2, 3, 4, 5):
    for rates in combinations_with_replacement(range(8, 0, -1), 3):
        paths = hit_counts([Layer(taps, dilation=rate) for rate in rates])
        if leaves_holes(rates, taps) is not (0 in paths):
            wrong.append((rates, taps))
print(f"wrong: {len(wrong)} stacks")
print(f"all right: {not wrong}")
