import torch
from torch.nn import functional


# region functions
def causal_sum(x, kernel, dilation):
    """Add up the products of the kernel with the present and the past."""
    output = torch.zeros_like(x)
    for t in range(len(x)):
        for back, weight in enumerate(kernel.flip(0)):
            if t >= back * dilation:
                output[t] += weight * x[t - back * dilation]
    return output


def causal_conv(x, kernel, dilation):
    """Pad the side of the past only, then convolve."""
    span = dilation * (len(kernel) - 1)
    padded = functional.pad(x, (span, 0))[None, None]
    return functional.conv1d(padded, kernel[None, None], dilation=dilation)[
        0, 0
    ]


# endregion

torch.manual_seed(0)
# Whole numbers: sums are exact in any order.
x = torch.randint(-9, 10, (16,)).double()
kernel = torch.randint(-9, 10, (3,)).double()
y = causal_conv(x, kernel, 4)
print(f"{len(x)} inputs, {len(y)} outputs")
print(f"equal to the loop: {torch.equal(y, causal_sum(x, kernel, 4))}")

# The past decides: cutting the future off changes no earlier output.
moments = range(1, len(x) + 1)
same = [
    torch.equal(causal_conv(x[:moment], kernel, 4), y[:moment])
    for moment in moments
]
print(f"same outputs from the past alone: {all(same)}")
