import matplotlib.pyplot as plt
import torch
from torch.nn import functional

side = 16
image = torch.zeros(1, 1, side, side)
for step in range(side):
    image[0, 0, step, (3 + step // 2) % side] = 1  # 비스듬한 선
image[0, 0, 11, 2:7] = 1

pooled, places = functional.max_pool2d(image, 2, return_indices=True)
upsampled = functional.interpolate(pooled, scale_factor=2, mode="nearest")
unpooled = functional.max_unpool2d(pooled, places, 2)

panels = (
    ("이미지", image),
    ("최대 풀링 뒤", pooled),
    ("업샘플링", upsampled),
    ("위치대로 되돌림", unpooled),
)
fig, axes = plt.subplots(2, 2, num="unpool", figsize=(3.8, 4))
for ax, (title, values) in zip(axes.flatten(), panels, strict=True):
    ax.imshow(values[0, 0], cmap="gray")
    ax.set_title(title)
    ax.axis("off")

lit = [int(x.sum()) for x in (image, upsampled, unpooled)]
misplaced = int((unpooled > image).sum())
print(f"밝은 픽셀: 이미지 {lit[0]}, 업샘플링 {lit[1]}, 되돌림 {lit[2]}")
print(f"없던 자리에 되돌린 픽셀: {misplaced}")
