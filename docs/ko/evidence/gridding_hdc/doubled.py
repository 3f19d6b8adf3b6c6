import torch
from torch.nn import functional

torch.manual_seed(0)
image = torch.randint(0, 17, (1, 1, 8, 8)).double()
kernels = torch.randint(-9, 10, (4, 1, 1, 3, 3)).double()


def stack(x, rate):
    for kernel in kernels:
        x = functional.conv2d(x, kernel, padding=rate, dilation=rate).relu()
    return x


def doubled(x):
    """모든 픽셀을 두 축으로 반복합니다."""
    return functional.interpolate(x, scale_factor=2, mode="nearest")


rate = 2
small, large = image.shape[2:], doubled(image).shape[2:]
copies = doubled(image).numel() // image.numel()
holes_are_empty = torch.equal(
    stack(doubled(image), rate), doubled(stack(image, 1))
)
print(f"키운 이미지에 rate {rate} = 원래 이미지에 일반 레이어")
print(f"같음: {holes_are_empty}")
