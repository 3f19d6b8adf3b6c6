import torch
from torch.nn import functional

import conv_arithmetic
from conv_arithmetic import Layer


# region field
def receptive_field(layers):
    """Add up what each layer adds, in steps of the strides before it."""
    field, jump = 1, 1
    for layer in layers:
        field += layer.dilation * (layer.kernel_size - 1) * jump
        jump *= layer.stride
    return field


def measured(layers):
    """Let the gradient of one output show how far apart it reads."""
    x = torch.zeros(1, 1, 301, requires_grad=True)
    y = x
    for layer in layers:
        ones = torch.ones(1, 1, layer.kernel_size)
        y = functional.conv1d(
            y, ones, stride=layer.stride, dilation=layer.dilation
        )
    y[0, 0, y.shape[-1] // 2].backward()
    read = x.grad[0, 0].nonzero()
    return int(read.max() - read.min()) + 1


# endregion
stacks = (
    [Layer(3)] * 3,
    [Layer(3), Layer(3, dilation=2), Layer(3, dilation=4)],
    [Layer(3, stride=2), Layer(3), Layer(3)],
    [Layer(7, stride=2), Layer(3, stride=2), Layer(3), Layer(3, dilation=2)],
)
doubling = [layer.dilation for layer in stacks[1]]
fields = [receptive_field(layers) for layers in stacks]
strides = [conv_arithmetic.effective_stride(layers) for layers in stacks]
for layers, field, stride in zip(stacks, fields, strides, strict=True):
    assert field == conv_arithmetic.receptive_field(layers)
    agree = measured(layers) == field
    print(f"field {field:>2}, stride {stride}, same by gradient: {agree}")
