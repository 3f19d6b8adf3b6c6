# evidoc: uses=aspp_deeplab/near,aspp_deeplab/middle,aspp_deeplab/far,aspp_deeplab/mixed
import json
from pathlib import Path

import matplotlib.pyplot as plt
import torch
from matplotlib.colors import ListedColormap

from outline_fill import make_images

images, labels = make_images(128, seed=1, sizes=(3, 11))
# Background, inside the disc, inside the square; and grey for the input.
classes = ListedColormap(["gray", "steelblue", "sandybrown"])
pictures = [("input", plt.colormaps["gray"](images[:, 0].numpy()))]
pictures.append(("truth", classes(labels.numpy())))
table = [["rates", "pixels right", "of"]]
rates, shares = {}, {}
for name in ("near", "middle", "far", "mixed"):
    path = Path(f"aspp_deeplab/{name}.kept.json")
    kept = json.loads(path.read_text())
    predicted = torch.tensor(kept["predicted"])
    shown = len(predicted)
    right = int((predicted == labels[:shown]).sum())
    pixels = predicted.numel()
    rates[name], shares[name] = kept["rates"], right / pixels
    table.append([str(rates[name]), right, pixels])
    pictures.append((str(rates[name]), classes(predicted.numpy())))

fig, axes = plt.subplots(
    shown, len(pictures), num="predictions", figsize=(8, 4.2)
)
for column, (title, maps) in zip(axes.T, pictures, strict=True):
    column[0].set_title(title)
    for ax, picture in zip(column, maps[:shown], strict=True):
        ax.imshow(picture, interpolation="none")
        ax.axis("off")
