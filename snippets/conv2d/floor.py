import matplotlib.pyplot as plt
import torch
from torch import nn

import conv_arithmetic
from palette import NEUTRAL


# region size
def output_size(input_size, kernel_size, stride=1, padding=0):
    """Count the places of the window: the first one, and one for each step."""
    room = input_size + 2 * padding - kernel_size
    if room < 0:
        raise ValueError(f"no room for a kernel of {kernel_size}")
    return room // stride + 1


kernel_size, strides = 3, (1, 2, 3)
sizes = range(3, 25)
outputs = {}
for stride in strides:
    conv = nn.Conv2d(1, 1, kernel_size, stride)
    built = [conv(torch.zeros(1, 1, size, size)).shape[-1] for size in sizes]
    outputs[stride] = [output_size(size, kernel_size, stride) for size in sizes]
    print(f"stride {stride}, same in torch: {built == outputs[stride]}")
# endregion
for stride in strides:
    for size, output in zip(sizes, outputs[stride], strict=True):
        assert output == conv_arithmetic.output_size(size, kernel_size, stride)


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
side, padding = 65, 1
halved = output_size(side, kernel_size, 2, padding)
print(f"{side} columns, padded by {padding} -> {halved}")

largest = [outputs[stride][-1] for stride in strides]
fig, ax = plt.subplots(num="sizes", figsize=(4.8, 3.2))
for marker, stride in zip(("o", "s", "^"), strides, strict=True):
    ax.plot(
        sizes,
        outputs[stride],
        marker=marker,
        ms=4,
        color=NEUTRAL,
        drawstyle="steps-post",
        label=stride,
    )
ax.set_xlabel("input size")
ax.set_ylabel("output size")
ax.legend(title="the stride")
