import torch
from torch.nn import functional

rate = 2
rate_squared = rate**2
torch.manual_seed(0)
kernels = torch.randint(-9, 10, (3, 1, 1, 3, 3)).double()


def stack(x, kernels, padding=0):
    """같은 rate의 레이어 세 개를 ReLU를 사이에 두고 적용합니다."""
    for kernel in kernels:
        x = functional.conv2d(x, kernel, padding=padding, dilation=rate).relu()
    return x


photo = torch.randint(0, 256, (1, 1, 13, 13)).double()
# 모든 픽셀을 바꾼 뒤 격자 위의 픽셀만 되돌립니다.
other = 255 - photo
other[..., ::rate, ::rate] = photo[..., ::rate, ::rate]
replaced, pixels = int((photo != other).sum()), photo.numel()
same_output = torch.equal(stack(photo, kernels), stack(other, kernels))
print(f"{pixels}픽셀 중 {replaced}픽셀을 바꿨을 때 출력 그대로: {same_output}")

# 출력을 모두 합치면 모든 픽셀을 읽습니다.
image = torch.ones(1, 1, 32, 32, dtype=torch.float64, requires_grad=True)
stack(image, kernels.abs() + 1, padding=rate).sum().backward()
unread, image_pixels = int((image.grad == 0).sum()), image.numel()
print(f"어떤 출력도 읽지 않는 픽셀: {image_pixels:,}픽셀 중 {unread}")
