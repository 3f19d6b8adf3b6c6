import torch
from torch import nn
from torch.nn import functional

import outline_fill

rates, channels, classes, seed = (1, 2, 4, 8), 16, 3, 0
learning_rate, batch_size = 3e-3, 8

# The net: a convolution, batch norm and ReLU for each rate, and a pointwise head.
torch.manual_seed(seed)
layers, inputs = [], 1
for rate in rates:
    shape = {"kernel_size": 3, "padding": rate, "dilation": rate}
    conv = nn.Conv2d(inputs, channels, **shape, bias=False)
    layers += [conv, nn.BatchNorm2d(channels), nn.ReLU()]
    inputs = channels
net = nn.Sequential(*layers, nn.Conv2d(channels, classes, kernel_size=1))
net.to(memory_format=torch.channels_last)  # faster, for so few channels

# The training: here one pass over the images, in batches of random order.
images, labels = outline_fill.make_images(256, seed=100 + seed)
optimizer = torch.optim.Adam(net.parameters(), lr=learning_rate)
generator = torch.Generator().manual_seed(seed)
batches = torch.randperm(len(images), generator=generator).split(batch_size)
for batch in batches:
    loss = functional.cross_entropy(net(images[batch]), labels[batch])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

# The module that the experiments import builds and trains the same net.
theirs = outline_fill.build(rates, seed=seed)
outline_fill.train(theirs, images, labels, seed, steps=len(batches))
same = all(
    torch.equal(mine, their)
    for mine, their in zip(net.parameters(), theirs.parameters(), strict=True)
)
parameters = sum(parameter.numel() for parameter in net.parameters())
print(f"parameters: {parameters:,}, steps in a pass: {len(batches)}")
print(f"the same weights from outline_fill: {same}")
