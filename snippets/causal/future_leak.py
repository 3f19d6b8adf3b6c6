import torch
from torch import nn
from torch.nn import functional

length, channels, kernel_size, dilation = 24, 4, 3, 2
reach = dilation * (kernel_size - 1)


# region leaks
def leaks(layer):
    """Count pairs of an output and a later input that it depends on."""
    x = torch.randn(1, channels, length, requires_grad=True)
    y = layer(x)
    count = 0
    for t in range(length):
        total = y[0, :, t].sum()
        (gradient,) = torch.autograd.grad(total, x, retain_graph=True)
        count += int(gradient[0, :, t + 1 :].any(dim=0).sum())
    return count


# endregion

torch.manual_seed(0)
shape = {"kernel_size": kernel_size, "dilation": dilation}
conv = nn.Conv1d(channels, channels, **shape)
same = nn.Conv1d(channels, channels, **shape, padding="same")
both = nn.Conv1d(channels, channels, **shape, padding=reach)

checks = [
    ("padded on the left", lambda x: conv(functional.pad(x, (reach, 0)))),
    ("padded on both sides, end cut off", lambda x: both(x)[..., :-reach]),
    ("padded on both sides, start cut off", lambda x: both(x)[..., reach:]),
    ("same padding", same),
]
found = []
for name, layer in checks:
    found.append(leaks(layer))
    print(f"{found[-1]:>3} leaks: {name}")
left, end_cut, start_cut, with_same = found
padded_length = both(torch.zeros(1, channels, length)).shape[-1]
