# region check
import torch
from torch import nn

print("=== Dilation rate and effective kernel size ===")
x = torch.randn(1, 64, 64, 64)
for d in [1, 2, 4, 8, 16]:
    span = 3 + 2 * (d - 1)
    conv = nn.Conv2d(64, 64, 3, padding=d, dilation=d)
    height, width = conv(x).shape[2:]
    print(
        f"dilation={d:>2}: effective {span:>2}×{span:<2}  "
        f"padding={d:>2}  output {height}×{width}"
    )

print("\n=== Weights for the same box ===")
conv_5x5 = nn.Conv2d(64, 64, 5, padding=2, bias=False)
conv_d2 = nn.Conv2d(64, 64, 3, padding=2, dilation=2, bias=False)
dense, dilated = conv_5x5.weight.numel(), conv_d2.weight.numel()
saved = 1 - dilated / dense
k5, k3, d2 = conv_5x5.kernel_size[0], conv_d2.kernel_size[0], 2
print(f"{k5}×{k5}, dense:      {dense:>7,}")
print(f"{k3}×{k3}, dilation={d2}: {dilated:>7,}  ({saved:.0%} fewer)")

print("\n=== Receptive field of three layers ===")
depth, rates = 3, [1, 2, 4]
normal_rf = 1
for _ in range(depth):
    normal_rf += 2
dilated_rf = 1
for d in rates:
    dilated_rf += 2 * d
print(f"{k3}×{k3} × {depth}:   {normal_rf}×{normal_rf}")
print(f"{rates}: {dilated_rf}×{dilated_rf}")
# endregion

dilation = 16
kernel = torch.ones(1, 1, 3, 3)
taps = nn.functional.conv2d(
    torch.ones(1, 1, 64, 64), kernel, padding=dilation, dilation=dilation
)
inside, mean_inside = taps.unique().int().tolist(), taps.mean().item()
