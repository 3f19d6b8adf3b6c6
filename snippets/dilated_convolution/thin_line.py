import torch
from torch.nn import functional


def image(column):
    """Draw a line that is one pixel wide."""
    x = torch.zeros(1, 1, 8, 8)
    x[..., column] = 1
    return x


one, next_to_it = image(2), image(3)
kernel = torch.tensor([[1.0, 2, 1], [2, 4, 2], [1, 2, 1]])[None, None]


def pool(x):
    return functional.max_pool2d(x, kernel_size=2)


def dilate(x):
    return functional.conv2d(x, kernel, padding=2, dilation=2)


pooled_alike = torch.equal(pool(one), pool(next_to_it))
dilated_alike = torch.equal(dilate(one), dilate(next_to_it))
for name, layer in (("after max pooling", pool), ("after dilation", dilate)):
    print(name)
    for x in (one, next_to_it):
        print("  ", *(int(value) for value in layer(x)[0, 0, 3]))
