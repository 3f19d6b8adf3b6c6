import torch
from torch import nn

print("=== Dilation rate와 실효 커널 크기 ===")
x = torch.randn(1, 64, 64, 64)
for d in [1, 2, 4, 8, 16]:
    span = 3 + 2 * (d - 1)
    conv = nn.Conv2d(64, 64, 3, padding=d, dilation=d)
    height, width = conv(x).shape[2:]
    print(
        f"dilation={d:>2}: 실효 크기 {span:>2}×{span:<2}  padding={d:>2}  출력 {height}×{width}"
    )

print("\n=== 같은 범위를 덮는 가중치 수 ===")
conv_5x5 = nn.Conv2d(64, 64, 5, padding=2, bias=False)
conv_d2 = nn.Conv2d(64, 64, 3, padding=2, dilation=2, bias=False)
dense, dilated = conv_5x5.weight.numel(), conv_d2.weight.numel()
saved = 1 - dilated / dense
k5, k3, d2 = conv_5x5.kernel_size[0], conv_d2.kernel_size[0], 2
print(f"{k5}×{k5}, 조밀:       {dense:>7,}")
print(f"{k3}×{k3}, dilation={d2}: {dilated:>7,}  ({saved:.0%} 적음)")

print("\n=== 레이어 세 개의 수용 영역 ===")
depth, rates = 3, [1, 2, 4]
normal_rf = 1
for _ in range(depth):
    normal_rf += 2
dilated_rf = 1
for d in rates:
    dilated_rf += 2 * d
print(f"{k3}×{k3} × {depth}:   {normal_rf}×{normal_rf}")
print(f"{rates}: {dilated_rf}×{dilated_rf}")

dilation = 16
kernel = torch.ones(1, 1, 3, 3)
taps = nn.functional.conv2d(
    torch.ones(1, 1, 64, 64), kernel, padding=dilation, dilation=dilation
)
inside, mean_inside = taps.unique().int().tolist(), taps.mean().item()
