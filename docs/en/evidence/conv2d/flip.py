import numpy as np
import torch
from torch.nn import functional

signal = np.array([1, 2, 4, 8, 16, 32])
kernel = np.array([1, 10, 100])

# Mathematics turns the kernel round; deep learning libraries do not.
convolved = np.convolve(signal, kernel, mode="valid")
correlated = np.correlate(signal, kernel, mode="valid")
in_torch = functional.conv1d(
    torch.tensor(signal)[None, None], torch.tensor(kernel)[None, None]
)[0, 0].numpy()

print(f"convolution       {convolved.tolist()}")
print(f"cross-correlation {correlated.tolist()}")
print(f"torch             {in_torch.tolist()}")
is_correlation = np.array_equal(in_torch, correlated)
is_convolution = np.array_equal(in_torch, convolved)
turned = np.convolve(signal, kernel[::-1], mode="valid")
print(f"turned kernel, convolved: {turned.tolist()}")
