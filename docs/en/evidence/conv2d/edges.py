import matplotlib.pyplot as plt
import torch
from torch.nn import functional

side, radius = 16, 5
rows = torch.arange(side)[:, None] - side // 2
columns = torch.arange(side)[None, :] - side // 2
image = (rows**2 + columns**2 < radius**2).float()  # a bright disc

upright = torch.tensor([[1, 0, -1], [2, 0, -2], [1, 0, -1]]) / 4
level = upright.T
mean = torch.ones(3, 3) / 9
identity = torch.tensor([[0, 0, 0], [0, 1, 0], [0, 0, 0]]).float()

panels = (
    ("the image", identity),
    ("left and right edges", upright),
    ("upper and lower edges", level),
    ("mean of the window", mean),
)
fig, axes = plt.subplots(2, 2, num="edges", figsize=(3.8, 4))
for ax, (title, kernel) in zip(axes.flatten(), panels, strict=True):
    response = functional.conv2d(
        image[None, None], kernel[None, None], padding=1
    )
    ax.imshow(response[0, 0], cmap="RdBu_r", vmin=-1, vmax=1)
    ax.set_title(title, fontsize="small")
    ax.axis("off")

    if kernel is upright:
        row = response[0, 0, side // 2]
crossings = row.nonzero().flatten().tolist()
signs = row[crossings].sign().int().tolist()
print(f"edges in the middle row: columns {crossings}, signs {signs}")
