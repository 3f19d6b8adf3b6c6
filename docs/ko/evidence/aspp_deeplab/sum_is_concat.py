import torch
from torch.nn import functional

torch.manual_seed(0)
branches, width, classes = 4, 6, 3
# 정수 값이므로 어떤 순서로 더해도 합이 정확합니다.
features = [
    torch.randint(0, 9, (1, width, 5, 5)).double() for _ in range(branches)
]
weights = [
    torch.randint(-9, 10, (classes, width, 1, 1)).double()
    for _ in range(branches)
]

added = sum(
    functional.conv2d(x, w) for x, w in zip(features, weights, strict=True)
)
joined = functional.conv2d(
    torch.cat(features, dim=1), torch.cat(weights, dim=1)
)

same = torch.equal(added, joined)
joint = branches * width
print(f"{joint}채널에 분류기 하나를 걸어도 같음: {same}")
