import torch
from torch import nn

net = nn.Sequential(
    nn.Conv2d(3, 8, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 10)
)
for side in (32, 225):
    print(
        f"{side}×{side}픽셀: {tuple(net(torch.zeros(1, 3, side, side)).shape)}"
    )

# 적응형 풀링의 창은 저마다 어느 칸을 평균할까요?
x = torch.zeros(1, 1, 7, requires_grad=True)
windows = []
for window in nn.AdaptiveAvgPool1d(3)(x)[0, 0]:
    (gradient,) = torch.autograd.grad(window, x, retain_graph=True)
    cells = gradient[0, 0].nonzero().flatten().tolist()
    windows.append(cells)
print(f"일곱 칸 위의 창 셋: {windows}")
