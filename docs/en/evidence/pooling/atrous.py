import torch
from torch.nn import functional

stride = 2
per_stride = stride**2  # positions on two axes

# Whole numbers: sums are exact in any order.
x = torch.randint(-9, 10, (1, 2, 32, 32)).double()
first = torch.randint(-3, 4, (4, 2, 3, 3)).double()
second = torch.randint(-3, 4, (4, 4, 3, 3)).double()
third = torch.randint(-3, 4, (2, 4, 3, 3)).double()


def pooled(x):
    """Convolve, pool with a stride, and go on convolving the smaller map."""
    x = functional.max_pool2d(functional.conv2d(x, first), 2, stride)
    return functional.conv2d(functional.conv2d(x, second), third)


def atrous(x):
    """Do the same without the stride: the later layers are dilated instead."""
    x = functional.max_pool2d(functional.conv2d(x, first), 2, stride=1)
    return functional.conv2d(
        functional.conv2d(x, second, dilation=stride), third, dilation=stride
    )


coarse, fine = pooled(x), atrous(x)
same = torch.equal(fine[..., ::2, ::2], coarse)
print(f"with the stride {tuple(coarse.shape)}, without {tuple(fine.shape)}")
print(f"equal at every other position: {same}")

# The other positions are what the strided net makes of the shifted image.
interleaved = torch.zeros_like(fine)
for down in (0, 1):
    for right in (0, 1):
        part = pooled(x[..., down:, right:])
        interleaved[..., down::2, right::2] = part
print(f"the rest by shifting the image: {torch.equal(interleaved, fine)}")
