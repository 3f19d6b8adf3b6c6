import torch
from torch.nn import functional


def conv2d(x, weight, bias, stride=1, padding=0):
    """Compute one output after another, as the formula says."""
    x = functional.pad(x, (padding,) * 4)
    out_channels, _, size, _ = weight.shape
    height, width = ((side - size) // stride + 1 for side in x.shape[1:])
    output = torch.zeros(out_channels, height, width, dtype=x.dtype)
    for o in range(out_channels):
        for i in range(height):
            for j in range(width):
                top, left = i * stride, j * stride
                window = x[:, top : top + size, left : left + size]
                output[o, i, j] = (weight[o] * window).sum() + bias[o]
    return output


# Whole numbers: sums are exact in any order.
x = torch.randint(-9, 10, (3, 9, 8)).double()
weight = torch.randint(-9, 10, (4, 3, 3, 3)).double()
bias = torch.randint(-9, 10, (4,)).double()
for stride, padding in ((1, 0), (1, 1), (2, 1), (3, 2)):
    ours = conv2d(x, weight, bias, stride, padding)
    theirs = functional.conv2d(x[None], weight, bias, stride, padding)[0]
    print(
        f"stride {stride}, padding {padding}: {tuple(ours.shape)}, "
        f"equal to torch: {torch.equal(ours, theirs)}"
    )
