from exercises import wrong_same_paddings


def same_sides(size, kernel_size, stride, dilation):
    """Return the cells to add on the left and on the right, as TensorFlow does.

    The output has the size divided by the stride, rounded up; the padding is as
    small as that allows, and an odd cell stands on the right.
    """
    return None  # your code


wrong = wrong_same_paddings(same_sides)
for size, kernel_size, stride, dilation in wrong[:3]:
    print(
        f"wrong: size {size}, kernel {kernel_size}, "
        f"stride {stride}, dilation {dilation}"
    )
print(f"all right: {not wrong}")
