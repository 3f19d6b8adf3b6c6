import torch
from torch.nn import functional

rate = 2
rate_squared = rate**2
torch.manual_seed(0)
kernels = torch.randint(-9, 10, (3, 1, 1, 3, 3)).double()


def stack(x, kernels, padding=0):
    """Apply three layers, with ReLU between them, all at one rate."""
    for kernel in kernels:
        x = functional.conv2d(x, kernel, padding=padding, dilation=rate).relu()
    return x


photo = torch.randint(0, 256, (1, 1, 13, 13)).double()
# Change every pixel, and put those of the lattice back.
other = 255 - photo
other[..., ::rate, ::rate] = photo[..., ::rate, ::rate]
replaced, pixels = int((photo != other).sum()), photo.numel()
same_output = torch.equal(stack(photo, kernels), stack(other, kernels))
print(f"{replaced} of {pixels} pixels changed, output unchanged: {same_output}")

# All outputs together read every pixel.
image = torch.ones(1, 1, 32, 32, dtype=torch.float64, requires_grad=True)
stack(image, kernels.abs() + 1, padding=rate).sum().backward()
unread, image_pixels = int((image.grad == 0).sum()), image.numel()
print(f"read by no output at all: {unread} of {image_pixels:,} pixels")
