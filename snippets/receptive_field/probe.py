import torch
from torch.nn import functional

from conv_arithmetic import Layer, effective_stride, receptive_field

stacks = (
    [Layer(3)] * 3,
    [Layer(3), Layer(3, dilation=2), Layer(3, dilation=4)],
    [Layer(3, stride=2), Layer(3), Layer(3)],
    [Layer(7, stride=2), Layer(3, stride=2), Layer(3), Layer(3, dilation=2)],
)


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


rows = []
strided = sum(layer.stride > 1 for layer in stacks[2])
for layers in stacks:
    field, step = receptive_field(layers), effective_stride(layers)
    rows.append([field, step])
    agree = measured(layers) == field
    print(f"field {field:>2}, stride {step}, same by gradient: {agree}")
