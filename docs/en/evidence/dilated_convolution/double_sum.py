import torch
from torch.nn import functional


def dilated_conv2d(x, kernel, dilation):
    """Compute the double sum as it is written, one output after another."""
    size = kernel.shape[0]
    span = dilation * (size - 1) + 1
    output = torch.zeros(
        x.shape[0] - span + 1, x.shape[1] - span + 1, dtype=x.dtype
    )
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            for m in range(size):
                for n in range(size):
                    output[i, j] += (
                        x[i + dilation * m, j + dilation * n] * kernel[m, n]
                    )
    return output


# Whole numbers: sums are exact in any order.
x = torch.randint(-9, 10, (12, 12)).double()
kernel = torch.randint(-9, 10, (3, 3)).double()
for dilation in (1, 2, 4):
    ours = dilated_conv2d(x, kernel, dilation)
    theirs = functional.conv2d(
        x[None, None], kernel[None, None], dilation=dilation
    )[0, 0]
    print(
        f"d = {dilation}: output {tuple(ours.shape)}, "
        f"equal to torch: {torch.equal(ours, theirs)}"
    )
