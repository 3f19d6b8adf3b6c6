# evidoc: seconds=120 tolerance=0.1
import matplotlib.pyplot as plt
import torch
from torch import nn

from palette import MIXED, PLAIN

channels, nets = 8, 100
plain, doubling = (1,) * 15, (1, 2, 4, 8)


def influence(rates):
    """Return where inputs move the output of random nets, squared and averaged."""
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
fig, ax = plt.subplots(num="effective", figsize=(4.8, 2.8))
spreads, middles, expected = [], [], []
panels = (("plain layers", plain, PLAIN), ("doubling rates", doubling, MIXED))
for name, rates, colour in panels:
    profile = influence(rates)
    spreads.append(float((profile * cells**2).sum()) ** 0.5)
    middles.append(float(profile[cells.abs() <= near].sum()))
    by_paths = (sum(8 * rate**2 for rate in rates) / 12) ** 0.5
    expected.append(round(by_paths, 2))
    print(f"spread {spreads[-1]:.2f}, by the paths {by_paths:.2f}")
    ax.plot(cells, profile, color=colour, label=name)
ax.set_xlabel("distance from the middle, cells")
ax.set_ylabel("share of the influence")
ax.set_ylim(0)
ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
