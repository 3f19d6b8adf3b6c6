import torch
from torch.nn import functional

torch.manual_seed(0)
side = 33
# 정수 값이므로 어떤 순서로 더해도 합이 정확합니다.
features = torch.randint(-9, 10, (1, 4, side, side)).float()
kernel = torch.randint(-9, 10, (2, 4, 3, 3)).float()
middle = kernel[:, :, 1:2, 1:2]

pointwise = functional.conv2d(features, middle)
alone = {}
for rate in (16, 17, 32, 33):
    dilated = functional.conv2d(features, kernel, padding=rate, dilation=rate)
    alone[rate] = int((dilated == pointwise).all(dim=1).sum())
    print(
        f"rate {rate}: 가운데 탭만으로 정해지는 위치 {alone[rate]:,}곳"
    )
positions, tried = side**2, list(alone)
