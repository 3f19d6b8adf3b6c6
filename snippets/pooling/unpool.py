import matplotlib.pyplot as plt
import torch
from torch.nn import functional

side = 16
image = torch.zeros(1, 1, side, side)
for step in range(side):
    image[0, 0, step, (3 + step // 2) % side] = 1  # a slanted line
image[0, 0, 11, 2:7] = 1

pooled, places = functional.max_pool2d(image, 2, return_indices=True)
upsampled = functional.interpolate(pooled, scale_factor=2, mode="nearest")
unpooled = functional.max_unpool2d(pooled, places, 2)

panels = (
    ("the image", image),
    ("after max pooling", pooled),
    ("upsampled again", upsampled),
    ("unpooled by place", unpooled),
)
fig, axes = plt.subplots(2, 2, num="unpool", figsize=(3.8, 4))
for ax, (title, values) in zip(axes.flatten(), panels, strict=True):
    ax.imshow(values[0, 0], cmap="gray")
    ax.set_title(title)
    ax.axis("off")

lit = [int(x.sum()) for x in (image, upsampled, unpooled)]
misplaced = int((unpooled > image).sum())
print(f"bright pixels: image {lit[0]}, upsampled {lit[1]}, unpooled {lit[2]}")
print(f"unpooled where there was none: {misplaced}")
