import matplotlib.pyplot as plt
import torch
from torch import nn

channels, nets = 8, 100
plain, doubling = (1,) * 15, (1, 2, 4, 8)


def influence(rates):
    """무작위 신경망의 출력을 움직이는 입력의 위치를 기울기 제곱의 평균으로 구합니다."""
    torch.manual_seed(0)
    total = torch.zeros(31, 31)
    for _ in range(nets):
        layers = []
        for rate in rates:
            inputs = channels if layers else 1
            conv = nn.Conv2d(inputs, channels, 3, dilation=rate, bias=False)
            nn.init.kaiming_normal_(conv.weight)
            layers += [conv, nn.ReLU()]
        x = torch.randn(1, 1, 31, 31, requires_grad=True)
        nn.Sequential(*layers)(x).sum().backward()
        total += x.grad[0, 0] ** 2 / (x.grad**2).sum().clamp(min=1e-12)
    return (total / total.sum()).sum(0)


width, near = 31, 5
cells = torch.arange(width) - width // 2
fig, ax = plt.subplots(num="effective", figsize=(6, 3))
spreads, middles, expected = [], [], []
panels = (("일반 레이어", plain, "C1"), ("배로 키운 rate", doubling, "C0"))
for name, rates, colour in panels:
    profile = influence(rates)
    spreads.append(float((profile * cells**2).sum()) ** 0.5)
    middles.append(float(profile[cells.abs() <= near].sum()))
    by_paths = (sum(8 * rate**2 for rate in rates) / 12) ** 0.5
    expected.append(round(by_paths, 2))
    print(f"퍼짐 {spreads[-1]:.2f}, 경로로 계산하면 {by_paths:.2f}")
    ax.plot(cells, profile, color=colour, label=name)
ax.set_xlabel("가운데에서 떨어진 칸 수")
ax.set_ylabel("영향의 비율")
ax.set_ylim(0)
ax.legend()
