import matplotlib.pyplot as plt
import torch
from torch import nn

from conv_arithmetic import output_size

sizes = range(3, 25)
fig, ax = plt.subplots(num="sizes")
for marker, stride in (("o", 1), ("s", 2), ("^", 3)):
    conv = nn.Conv2d(1, 1, kernel_size=3, stride=stride)
    built = [conv(torch.zeros(1, 1, size, size)).shape[-1] for size in sizes]
    assert built == [output_size(size, 3, stride) for size in sizes]
    ax.plot(sizes, built, marker=marker, drawstyle="steps-post", label=stride)
ax.set_xlabel("input size")
ax.set_ylabel("output size")
ax.legend(title="stride")


def unread(size, stride):
    """Count the columns at the right edge that no output reads."""
    x = torch.zeros(1, 1, 3, size, requires_grad=True)
    weight = torch.ones(1, 1, 3, 3)
    nn.functional.conv2d(x, weight, stride=stride).sum().backward()
    return int((x.grad[0, 0, 0] == 0).sum())


left_over = {size: unread(size, 2) for size in (7, 8)}
for size, columns in left_over.items():
    output = output_size(size, 3, 2)
    print(
        f"{size} columns -> {output}, columns that no output reads: {columns}"
    )
