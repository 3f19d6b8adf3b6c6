import torch
from torch import nn
from torch.nn import functional


# region layer
class Gated(nn.Module):
    """A layer of WaveNet, with its residual and its skip output."""

    def __init__(self, channels, skip_channels, rate):
        super().__init__()
        self.rate = rate
        self.conv = nn.Conv1d(
            channels, 2 * channels, kernel_size=2, dilation=rate
        )
        self.residual = nn.Conv1d(channels, channels, kernel_size=1)
        self.skip = nn.Conv1d(channels, skip_channels, kernel_size=1)

    def forward(self, x):
        signal, gate = self.conv(functional.pad(x, (self.rate, 0))).chunk(
            2, dim=1
        )
        z = torch.tanh(signal) * torch.sigmoid(gate)
        return x + self.residual(z), self.skip(z)


# endregion

torch.manual_seed(0)
layers = nn.ModuleList(Gated(8, 16, 2**power) for power in range(10)).double()
parameters = sum(p.numel() for p in layers.parameters())

length, moment = 1200, 1100
x = torch.randn(1, 8, length, dtype=torch.double, requires_grad=True)
state, skips = x, 0
for layer in layers:
    state, skip = layer(state)
    skips = skips + skip
skips[0, :, moment].sum().backward()

read = x.grad[0].abs().sum(0).nonzero().flatten()
earliest, latest = moment - int(read[0]), moment - int(read[-1])
print(f"output {tuple(skips.shape)}, {parameters:,} parameters")
print(f"reads {len(read):,} samples, {latest} to {earliest:,} back")
