import torch
from torch.nn import functional


def dilated_conv2d(x, kernel, d):
    """Compute the double sum as it is written."""
    K = len(kernel)
    height, width = (length - d * (K - 1) for length in x.shape)
    output = torch.zeros(height, width, dtype=x.dtype)
    for i in range(height):
        for j in range(width):
            for m in range(K):
                for n in range(K):
                    output[i, j] += x[i + d * m, j + d * n] * kernel[m, n]
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
