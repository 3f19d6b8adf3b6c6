import torch
from torch.nn import functional


def same_size(size, stride):
    """Divide, and round up."""
    return -(-size // stride)


size, kernel_size, stride = 8, 3, 2
x = torch.arange(size).double()[None, None]
first = torch.tensor([[[1, 0, 0]]]).double()  # reads the first tap of a window

# PyTorch: the padding is given, the same on both sides.
one_each = 1
torch_reads = functional.conv1d(x, first, stride=stride, padding=one_each)

# TensorFlow and JAX: as little as an output of this size takes.
outputs = same_size(size, stride)
total = max(0, (outputs - 1) * stride + kernel_size - size)
left, right = total // 2, total - total // 2
padded = functional.pad(x, (left, right))
same_reads = functional.conv1d(padded, first, stride=stride)

print(f"padding {one_each} and {one_each}: {torch_reads.flatten().tolist()}")
print(f"padding {left} and {right}: {same_reads.flatten().tolist()}")
shapes_equal = torch_reads.shape == same_reads.shape
print(f"outputs of the same size: {shapes_equal}")
