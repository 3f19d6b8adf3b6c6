from torch import nn

hdc_block = nn.Sequential(
    nn.Conv2d(256, 256, 3, padding=1, dilation=1),
    nn.ReLU(inplace=True),
    nn.Conv2d(256, 256, 3, padding=2, dilation=2),
    nn.ReLU(inplace=True),
    nn.Conv2d(256, 256, 3, padding=5, dilation=5),
    nn.ReLU(inplace=True),
)

# Which positions does one output depend on?
for conv in hdc_block[::2]:
    nn.init.constant_(conv.weight, 1e-3)
x = conv.weight.new_ones(1, 256, 21, 21).requires_grad_()
hdc_block(x)[0, 0, 10, 10].backward()
reached = int((x.grad[0, 0] != 0).sum())
print(f"positions reached: {reached}")
