import matplotlib.pyplot as plt
import torch
from torch import nn

from conv_arithmetic import output_size

kernel_size, strides = 3, (1, 2, 3)
sizes = range(3, 25)
largest = []
fig, ax = plt.subplots(num="sizes")
for marker, stride in zip(("o", "s", "^"), strides, strict=True):
    conv = nn.Conv2d(1, 1, kernel_size, stride)
    built = [conv(torch.zeros(1, 1, size, size)).shape[-1] for size in sizes]
    assert built == [output_size(size, kernel_size, stride) for size in sizes]
    largest.append(built[-1])
    ax.plot(sizes, built, marker=marker, drawstyle="steps-post", label=stride)
ax.set_xlabel("input size")
ax.set_ylabel("output size")
ax.legend(title="the stride")


def unread(size, stride):
    """Count the columns at the right edge that no output reads."""
    x = torch.zeros(1, 1, 3, size, requires_grad=True)
    weight = torch.ones(1, 1, 3, 3)
    nn.functional.conv2d(x, weight, stride=stride).sum().backward()
    return int((x.grad[0, 0, 0] == 0).sum())


odd_even = (7, 8)
for size in odd_even:
    output = output_size(size, kernel_size, stride=2)
    columns = unread(size, 2)
    print(
        f"{size} columns -> {output}, columns that no output reads: {columns}"
    )
