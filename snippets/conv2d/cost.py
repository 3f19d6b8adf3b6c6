import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from conv_arithmetic import macs
from palette import DILATED, NEUTRAL, PLAIN

side, channels = 56, 128


def counted(conv):
    """Let torch count, which takes a product and a sum for two operations."""
    with FlopCounterMode(display=False) as counter:
        conv(torch.zeros(1, channels, side, side))
    return counter.get_total_flops() // 2


stride, rate, larger = 2, 2, 5
settings = (
    ("plain layer", {"kernel_size": 3, "padding": 1}),
    (f"stride {stride}", {"kernel_size": 3, "padding": 1, "stride": stride}),
    (f"rate {rate}", {"kernel_size": 3, "padding": rate, "dilation": rate}),
    (f"{larger}×{larger} kernel", {"kernel_size": larger, "padding": 2}),
    ("pointwise layer", {"kernel_size": 1}),
    ("depthwise layer", {"kernel_size": 3, "padding": 1, "groups": channels}),
)
cost = []
for name, setting in settings:
    cost.append(macs(side, channels, channels, **setting))
    agree = cost[-1] == counted(nn.Conv2d(channels, channels, **setting))
    print(f"{name}: {cost[-1]:,}, counted by torch: {agree}")

millions = [count / 10**6 for count in cost]
fig, ax = plt.subplots(num="cost", figsize=(4.8, 2.8))
colours = [PLAIN, NEUTRAL, DILATED, NEUTRAL, NEUTRAL, NEUTRAL]
ax.barh([name for name, _ in settings], millions, color=colours)
ax.invert_yaxis()
ax.set_xlabel("multiply-accumulates in millions")
