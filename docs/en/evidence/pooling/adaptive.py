import torch
from torch import nn

net = nn.Sequential(
    nn.Conv2d(3, 8, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 10)
)
for side in (32, 225):
    print(
        f"{side}×{side} pixels: {tuple(net(torch.zeros(1, 3, side, side)).shape)}"
    )

# Which cells does each window of an adaptive pooling average?
x = torch.zeros(1, 1, 7, requires_grad=True)
windows = []
for window in nn.AdaptiveAvgPool1d(3)(x)[0, 0]:
    (gradient,) = torch.autograd.grad(window, x, retain_graph=True)
    cells = gradient[0, 0].nonzero().flatten().tolist()
    windows.append(cells)
print(f"three windows over seven cells: {windows}")
