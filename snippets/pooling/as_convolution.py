import torch
from torch import nn
from torch.nn import functional

# Quarters of whole numbers: exact in floating point.
x = torch.randint(-9, 10, (1, 3, 8, 8)).double()

depthwise = nn.Conv2d(3, 3, 2, stride=2, groups=3, bias=False).double()
nn.init.constant_(depthwise.weight, 1 / 4)
mean_is_linear = torch.equal(functional.avg_pool2d(x, 2), depthwise(x))

picked = functional.max_pool2d(x, kernel_size=1, stride=2)
is_subsampling = torch.equal(picked, x[..., ::2, ::2])

negated = functional.max_pool2d(-x, 2)
max_is_linear = torch.equal(negated, -functional.max_pool2d(x, 2))
print(f"mean pooling is a convolution: {mean_is_linear}")
print(f"pooling of single cells is subsampling: {is_subsampling}")
print(f"max pooling changes sign with its input: {max_is_linear}")

# ReLU and max pooling may change places; ReLU and the mean may not.
relu = functional.relu
max_commutes = torch.equal(
    relu(functional.max_pool2d(x, 2)), functional.max_pool2d(relu(x), 2)
)
mean_commutes = torch.equal(
    relu(functional.avg_pool2d(x, 2)), functional.avg_pool2d(relu(x), 2)
)
print(f"ReLU before or after: maximum {max_commutes}, mean {mean_commutes}")
