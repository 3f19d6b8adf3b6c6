import matplotlib.pyplot as plt
import torch
from torch.nn import functional

point = torch.zeros(1, 1, 33, 33, dtype=torch.float64)
point[..., 16, 16] = 1
taps = torch.tensor([1.0, 2.0, 1.0], dtype=torch.float64)
kernel = (taps[:, None] * taps)[None, None]  # 정수라서 정확합니다
after = [[4, 4], [4, 4, 2], [4, 4, 2, 1]]

middles = []
fig, axes = plt.subplots(1, 3, num="impulse", figsize=(6, 2.5))
for ax, rates in zip(axes, after, strict=True):
    x = point
    for rate in rates:
        x = functional.conv2d(x, kernel, padding=rate, dilation=rate)
    middle = x[0, 0, 16].int().tolist()
    middles.append(middle)
    print(f"{rates}: " + " ".join(f"{value}" for value in middle[12:21]))
    ax.imshow(x[0, 0], cmap="viridis")
    ax.set_title(str(rates), fontsize=13)
    ax.axis("off")
columns = enumerate(zip(*middles, strict=True))
table = [["가운데 줄의 열", *map(str, after)]]
table += [[column, *values] for column, values in columns]
