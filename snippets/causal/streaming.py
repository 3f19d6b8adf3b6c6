from collections import deque

import torch
from torch.nn import functional

torch.manual_seed(0)
rates = [1, 2, 4, 8]
length = 40
# Whole numbers: sums are exact in any order.
weights = [torch.randint(-2, 3, (2,)).double() for _ in rates]
signal = torch.randint(-5, 6, (length,)).double()

# All at once: every layer over the whole signal.
whole = signal[None, None]
for rate, weight in zip(rates, weights, strict=True):
    padded = functional.pad(whole, (rate, 0))
    whole = functional.conv1d(padded, weight[None, None], dilation=rate).relu()

# region stream
# Sample by sample: every layer remembers as many values as its rate.
buffers = [deque([0.0] * rate, maxlen=rate) for rate in rates]
streamed = []
for sample in signal.tolist():
    value = sample
    for buffer, (past, present) in zip(buffers, weights, strict=True):
        delayed = buffer[0]
        buffer.append(value)
        value = max(0.0, float(past) * delayed + float(present) * value)
    streamed.append(value)
# endregion

same = streamed == whole.flatten().tolist()
remembered = sum(len(buffer) for buffer in buffers)
naive = sum(2**level for level in range(len(rates)))  # nodes of the tree
print(f"the same {length} outputs: {same}")
print(f"remembered values: {remembered}")
print(f"nodes computed per sample: {len(rates)}, without memory {naive}")
