import torch
from torch.nn import functional


def dilated_conv2d(x, kernel, dilation):
    """이중 합을 적힌 그대로, 출력 하나씩 계산합니다."""
    size = kernel.shape[0]
    span = dilation * (size - 1) + 1
    output = torch.zeros(
        x.shape[0] - span + 1, x.shape[1] - span + 1, dtype=x.dtype
    )
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            for m in range(size):
                for n in range(size):
                    output[i, j] += (
                        x[i + dilation * m, j + dilation * n] * kernel[m, n]
                    )
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
