import torch
from torch import nn
from torch.nn.utils.parametrizations import weight_norm

from conv_arithmetic import Layer, receptive_field


# region level
class Level(nn.Module):
    """Two causal convolutions of one rate, bridged by a residual connection."""

    def __init__(self, channels, kernel_size, rate):
        super().__init__()
        self.cut = rate * (kernel_size - 1)
        self.convs = nn.ModuleList(
            nn.Conv1d(
                channels, channels, kernel_size, padding=self.cut, dilation=rate
            )
            for _ in range(2)
        )
        for conv in self.convs:
            weight_norm(conv)

    def forward(self, x):
        y = x
        for conv in self.convs:
            y = conv(y)[..., : -self.cut].relu()
        return (x + y).relu()


# endregion

torch.manual_seed(0)
kernel_size, rates = 3, (1, 2, 4, 8)
net = nn.Sequential(*(Level(8, kernel_size, rate) for rate in rates)).double()

moment = 80
x = torch.randn(16, 8, 100, dtype=torch.double, requires_grad=True)
net(x)[..., moment].sum().backward()
read = x.grad.any(dim=0).any(dim=0).nonzero().flatten()
earliest, latest = moment - int(read[0]), moment - int(read[-1])
print(f"reads {len(read)} time steps, {latest} to {earliest} back")

both = [Layer(kernel_size, dilation=rate) for rate in rates for _ in range(2)]
assert len(read) == receptive_field(both)
