from exercises import wrong_same_paddings


def same_sides(size, kernel_size, stride, dilation):
    """Return the cells to add on the left and on the right, as TensorFlow does."""
    outputs = -(-size // stride)  # rounded up
    last_window = (outputs - 1) * stride + dilation * (kernel_size - 1) + 1
    total = max(0, last_window - size)
    return total // 2, total - total // 2


wrong = wrong_same_paddings(same_sides)
for size, kernel_size, stride, dilation in wrong[:3]:
    print(
        f"wrong: size {size}, kernel {kernel_size}, "
        f"stride {stride}, dilation {dilation}"
    )
print(f"all right: {not wrong}")
