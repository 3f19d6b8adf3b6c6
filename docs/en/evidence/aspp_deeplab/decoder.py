import torch
from torch import nn
from torch.nn import functional


def conv_bn_relu(in_channels, out_channels, kernel_size):
    """A convolution that keeps the size, batch norm and ReLU."""
    padding = kernel_size // 2
    conv = nn.Conv2d(
        in_channels, out_channels, kernel_size, padding=padding, bias=False
    )
    return nn.Sequential(conv, nn.BatchNorm2d(out_channels), nn.ReLU())


class Decoder(nn.Module):
    """Join ASPP's output with early, finer features; classify."""

    def __init__(
        self, early_channels=256, channels=256, reduced=48, classes=21
    ):
        super().__init__()
        self.reduce = conv_bn_relu(early_channels, reduced, 1)
        self.refine = nn.Sequential(
            conv_bn_relu(channels + reduced, channels, 3),
            conv_bn_relu(channels, channels, 3),
        )
        self.classify = nn.Conv2d(channels, classes, 1)

    def forward(self, context, early, size):
        context = functional.interpolate(
            context, size=early.shape[2:], mode="bilinear"
        )
        joined = torch.cat([context, self.reduce(early)], dim=1)
        scores = self.classify(self.refine(joined))
        return joined, functional.interpolate(
            scores, size=size, mode="bilinear"
        )


decoder = Decoder().eval()
context, early = torch.zeros(1, 256, 33, 33), torch.zeros(1, 256, 129, 129)
with torch.no_grad():
    joined, scores = decoder(context, early, (513, 513))
reduced = decoder.reduce[0].out_channels
parameters = sum(p.numel() for p in decoder.parameters())
for name, x in (
    ("ASPP", context),
    ("early", early),
    ("joined", joined),
    ("scores", scores),
):
    print(f"{name}: {tuple(x.shape)}")
print(f"{parameters:,} parameters")
