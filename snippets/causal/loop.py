import torch
from torch import nn
from torch.nn import functional

import recall

rates, channels, symbols, seed = (1, 2, 4, 8, 16, 32), 24, 4, 0
learning_rate, batch_size, length, start = 4e-3, 16, 160, 64


# region net
class Residual(nn.Module):
    """A causal convolution, added to what it reads."""

    def __init__(self, rate):
        super().__init__()
        self.rate = rate
        self.conv = nn.Conv1d(channels, channels, kernel_size=2, dilation=rate)

    def forward(self, x):
        past = functional.pad(x, (self.rate, 0))
        return x + self.conv(past).relu()


torch.manual_seed(seed)
layers = [Residual(rate) for rate in rates]
net = nn.Sequential(
    nn.Conv1d(symbols + 1, channels, kernel_size=1),  # one input is the mark
    *layers,
    nn.Conv1d(channels, symbols, kernel_size=1),
)

optimizer = torch.optim.Adam(net.parameters(), lr=learning_rate)
generator = torch.Generator().manual_seed(seed)
steps = 5  # the experiment takes more
for _ in range(steps):
    x, answers, _ = recall.make_sequences(batch_size, length, generator)
    loss = functional.cross_entropy(net(x)[..., start:], answers[:, start:])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
# endregion

# The module that the experiment imports builds and trains the same net.
theirs = recall.build(rates, seed=seed)
recall.train(theirs, seed, length, start, steps, learning_rate, batch_size)
same = all(
    torch.equal(mine, their)
    for mine, their in zip(net.parameters(), theirs.parameters(), strict=True)
)
parameters = sum(parameter.numel() for parameter in net.parameters())
print(f"parameters: {parameters:,}")
print(f"the same weights from recall: {same}")
