from exercises import wrong_fields


def field_of(net):
    """Return the receptive field of an nn.Sequential, in cells."""
    field, jump = 1, 1
    for layer in net:
        if hasattr(layer, "kernel_size"):
            (dilation,) = getattr(layer, "dilation", (1,))
            field += dilation * (layer.kernel_size[0] - 1) * jump
            jump *= layer.stride[0]
    return field


wrong = wrong_fields(field_of)
for field, answer in wrong:
    print(f"wrong: {answer}, the gradient shows {field}")
print(f"all right: {not wrong}")
