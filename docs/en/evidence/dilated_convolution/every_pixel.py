import torch
from torch import nn

classes = 20 + 1  # the classes of PASCAL VOC and the background
image = torch.zeros(3, 512, 512)
conv = nn.Conv2d(3, classes, kernel_size=3, padding=1)
scores = conv(image)
score_count = scores.numel()

# Which input positions does one score depend on?
image.requires_grad_()
conv(image)[0, 256, 256].backward()
seen = int((image.grad.abs().sum(0) > 0).sum())
box = conv.kernel_size[0] * conv.kernel_size[1]

print(
    f"image {tuple(image.shape)} -> scores {tuple(scores.shape)}: "
    f"{score_count:,} numbers"
)
print(f"one score looks at {seen} of the {image[0].numel():,} positions")
