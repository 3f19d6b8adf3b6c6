import torch
from torch.nn import functional


def dilated_conv2d(x, kernel, d):
    """이중 합을 적힌 그대로 계산합니다."""
    K = len(kernel)
    height, width = (length - d * (K - 1) for length in x.shape)
    output = torch.zeros(height, width, dtype=x.dtype)
    for i in range(height):
        for j in range(width):
            for m in range(K):
                for n in range(K):
                    output[i, j] += x[i + d * m, j + d * n] * kernel[m, n]
    return output


# 정수 값이므로 어떤 순서로 더해도 합이 정확합니다.
x = torch.randint(-9, 10, (12, 12)).double()
kernel = torch.randint(-9, 10, (3, 3)).double()
for dilation in (1, 2, 4):
    ours = dilated_conv2d(x, kernel, dilation)
    theirs = functional.conv2d(
        x[None, None], kernel[None, None], dilation=dilation
    )[0, 0]
    print(
        f"d = {dilation}: 출력 {tuple(ours.shape)}, torch와 같음: {torch.equal(ours, theirs)}"
    )
