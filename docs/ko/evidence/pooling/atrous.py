import torch
from torch.nn import functional

stride = 2
per_stride = stride**2  # 두 축의 위치 수

# 정수이므로 더하는 순서와 관계없이 합이 정확합니다.
x = torch.randint(-9, 10, (1, 2, 32, 32)).double()
first = torch.randint(-3, 4, (4, 2, 3, 3)).double()
second = torch.randint(-3, 4, (4, 4, 3, 3)).double()
third = torch.randint(-3, 4, (2, 4, 3, 3)).double()


def pooled(x):
    """합성곱하고, 스트라이드를 두어 풀링한 뒤, 작아진 맵에서 합성곱을 이어 갑니다."""
    x = functional.max_pool2d(functional.conv2d(x, first), 2, stride)
    return functional.conv2d(functional.conv2d(x, second), third)


def atrous(x):
    """같은 일을 스트라이드 없이 합니다. 대신 뒤의 레이어를 팽창시킵니다."""
    x = functional.max_pool2d(functional.conv2d(x, first), 2, stride=1)
    return functional.conv2d(
        functional.conv2d(x, second, dilation=stride), third, dilation=stride
    )


coarse, fine = pooled(x), atrous(x)
same = torch.equal(fine[..., ::2, ::2], coarse)
print(f"스트라이드 있음 {tuple(coarse.shape)}, 없음 {tuple(fine.shape)}")
print(f"한 칸 건너 위치에서 같음: {same}")

# 나머지 위치는 옮긴 이미지를 스트라이드가 있는 신경망에 넣은 결과입니다.
interleaved = torch.zeros_like(fine)
for down in (0, 1):
    for right in (0, 1):
        part = pooled(x[..., down:, right:])
        interleaved[..., down::2, right::2] = part
print(f"나머지는 이미지를 옮겨서 얻음: {torch.equal(interleaved, fine)}")
