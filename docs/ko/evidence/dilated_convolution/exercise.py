import torch
from torch.nn import functional


def by_grids(x, weight, d):
    """dilation 인수를 쓰지 않고 conv2d(x, weight, dilation=d)를 계산합니다.

    입력의 엇갈린 격자마다 따로 합성곱을 합니다.
    """
    return ...  # 여기를 채우십시오


wrong = []
for d in (1, 2, 3, 4):
    x = torch.randint(-9, 10, (1, 2, 14, 15)).double()
    weight = torch.randint(-9, 10, (3, 2, 3, 3)).double()
    true = functional.conv2d(x, weight, dilation=d)
    answer = by_grids(x, weight, d)
    if answer is ... or not torch.equal(answer, true):
        wrong.append(d)
        print(f"오답: d = {d}")
print(f"모두 정답: {not wrong}")
