import torch
from torch.nn import functional


def taps_inside(side, rate):
    """한 축에서 세면, 평면에서는 그 곱입니다."""
    line = [
        sum(0 <= position + step < side for step in (-rate, 0, rate))
        for position in range(side)
    ]
    return [[down * across for across in line] for down in line]


# 값이 모두 하나인 맵에 같은 커널을 적용하면 탭의 수가 나옵니다.
wrong = []
for side, rate in ((5, 1), (9, 3), (9, 7), (9, 9)):
    ones, kernel = torch.ones(1, 1, side, side), torch.ones(1, 1, 3, 3)
    true = functional.conv2d(ones, kernel, padding=rate, dilation=rate)
    if taps_inside(side, rate) != true[0, 0].int().tolist():
        wrong.append((side, rate))
        print(f"오답: 한 변 {side}, rate {rate}")
print(f"모두 정답: {not wrong}")
