# region task
import torch
from torch.nn import functional


def by_grids(x, weight, d):
    """Compute conv2d(x, weight, dilation=d) without passing a dilation.

    Convolve each of the interleaved grids of the input by itself.
    """
    return ...  # your code


# endregion

wrong = []
for d in (1, 2, 3, 4):
    x = torch.randint(-9, 10, (1, 2, 14, 15)).double()
    weight = torch.randint(-9, 10, (3, 2, 3, 3)).double()
    true = functional.conv2d(x, weight, dilation=d)
    answer = by_grids(x, weight, d)
    if answer is ... or not torch.equal(answer, true):
        wrong.append(d)
        print(f"wrong: d = {d}")
print(f"all right: {not wrong}")
