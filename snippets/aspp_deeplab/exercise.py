# region task
import torch
from torch.nn import functional


def taps_inside(side, rate):
    """Return how many taps lie inside a square map, for each position: a list of rows.

    The kernel has three taps along each axis; the padding is "same".
    """
    return ...  # your code


# endregion

# A kernel of ones over a map of ones counts the taps.
wrong = []
for side, rate in ((5, 1), (9, 3), (9, 7), (9, 9)):
    ones, kernel = torch.ones(1, 1, side, side), torch.ones(1, 1, 3, 3)
    true = functional.conv2d(ones, kernel, padding=rate, dilation=rate)
    if taps_inside(side, rate) != true[0, 0].int().tolist():
        wrong.append((side, rate))
        print(f"wrong: side {side}, rate {rate}")
print(f"all right: {not wrong}")
