import matplotlib.pyplot as plt
import torch
from torch import nn

from conv_arithmetic import Layer, effective_stride, receptive_field
from palette import MARK, MIXED, NEUTRAL

side = 24
padded = nn.Sequential(
    nn.Conv1d(1, 1, kernel_size=3, padding=1),
    nn.Conv1d(1, 1, kernel_size=3, padding=2, dilation=2, stride=2),
    nn.Conv1d(1, 1, kernel_size=3, padding=1),
)
layers = [Layer(c.kernel_size[0], c.stride[0], c.dilation[0]) for c in padded]
field, step = receptive_field(layers), effective_stride(layers)


# region place
def first_cell(net):
    """Return where the field of the first output starts; padding is negative."""
    first, jump = 0, 1
    for conv in net:
        first -= conv.padding[0] * jump
        jump *= conv.stride[0]
    return first


# endregion
def ends_in_torch(net, output):
    """Return the first and the last cell of the input that an output reads."""
    x = torch.zeros(1, 1, side, requires_grad=True)
    for conv in net:
        nn.init.ones_(conv.weight)
    net(x)[0, 0, output].backward()
    read = x.grad[0, 0].nonzero()
    return int(read.min()), int(read.max())


first = first_cell(padded)
outputs = range(padded(torch.zeros(1, 1, side)).shape[-1])
places = [(first + n * step, first + n * step + field - 1) for n in outputs]
agree = all(
    ends_in_torch(padded, n) == (max(start, 0), min(end, side - 1))
    for n, (start, end) in enumerate(places)
)
centre = first + (field - 1) // 2
unpadded_centre = (field - 1) // 2  # unpadded: it starts at the edge
print(f"field {field}, from {places[0]} to {places[-1]}, in torch: {agree}")
print(f"centre of the first: {centre}; without padding: {unpadded_centre}")

fig, ax = plt.subplots(num="where", figsize=(4.8, 3))
ax.axvspan(0, side - 1, fc=(NEUTRAL, 0.15), ec=NEUTRAL)
starts = [start for start, _ in places]
ax.barh(outputs, field - 1, left=starts, height=0.3, color=MIXED)
ax.plot([sum(place) / 2 for place in places], outputs, "o", color=MARK)
ax.invert_yaxis()
ax.set_xlabel("cell of the input")
ax.set_ylabel("the output")
table = [["the output", "first cell", "last cell"]]
table += [[n, start, end] for n, (start, end) in enumerate(places)]
