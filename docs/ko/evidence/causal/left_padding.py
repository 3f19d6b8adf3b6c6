import torch
from torch.nn import functional

kernel_size, dilation, length, moment = 3, 2, 16, 6
impulse = torch.zeros(1, 1, length)
impulse[..., moment] = 1
kernel = torch.ones(1, 1, kernel_size)
options = {"padding": "same", "dilation": dilation}
same = functional.conv1d(impulse, kernel, **options)

span = dilation * (kernel_size - 1)
padded = functional.pad(impulse, (span, 0))
causal = functional.conv1d(padded, kernel, dilation=dilation)

reactions = []
for name, signal in (("입력", impulse), ("same", same), ("인과", causal)):
    reactions.append(signal[0, 0].nonzero().flatten().tolist())
    cells = ["■" if value else "·" for value in signal[0, 0]]
    print("".join(cells), name)
