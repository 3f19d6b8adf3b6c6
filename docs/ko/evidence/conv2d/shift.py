import torch
from torch.nn import functional

x = torch.zeros(1, 1, 16, 16)
x[..., 4:8, 4:8] = torch.randint(1, 9, (4, 4)).float()
weight = torch.randint(-3, 4, (1, 1, 3, 3)).float()


def moves_along(stride, cells):
    """입력을 옮기면 출력도 그만큼 옮겨지는지 알려 줍니다."""
    before = functional.conv2d(x, weight, stride=stride)
    after = functional.conv2d(x.roll(cells, -1), weight, stride=stride)
    return any(
        torch.equal(after, before.roll(step, -1))
        for step in range(before.shape[-1])
    )


kept = {}
shifts = ((1, 1), (1, 3), (2, 2), (2, 1))
for stride, cells in shifts:
    kept[stride, cells] = moves_along(stride, cells)
    print(f"스트라이드 {stride}, 입력을 {cells}칸 옮김: {kept[stride, cells]}")

# 이미지 가장자리에서는 출력이 따라 움직이지 않습니다.
ones = torch.ones(1, 1, 4, 4)
padded = functional.conv2d(ones, torch.ones(1, 1, 3, 3), padding=1)
sums = sorted({int(value) for value in padded.flatten()})
print(f"영으로 패딩한 균일한 이미지의 합: {sums}")
