# evidoc: seconds=900 tolerance=0.15

# %% [markdown]
# # Holes: how to see them, and when they hurt
#
# A stack of dilated layers with equal rates reads a lattice and leaves holes between its points.
# You make the holes visible, see what they do to a picture, and then train nets with and without
# holes on a task in which you would expect a difference.
#
# The page [Gridding and HDC](../convolution/gridding-hdc.md) has the rules behind it. Run the cells
# from top to bottom. Besides torch and matplotlib you need scikit-learn, for its digits.

# %%
import matplotlib.pyplot as plt
import torch
from matplotlib.colors import ListedColormap
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional

from conv_arithmetic import (
    Layer,
    coverage,
    hit_counts,
    is_gap_free,
    receptive_field,
)
from palette import CLASSES

# %% [markdown]
# ## The lattice
#
# Which positions of the input can reach one output? Bright ones do, dark ones do not. Printed are
# the size of the receptive field, how much of it is read, and whether it is free of holes.

# %%
# | fig-alt: Maps of the positions that one output reads. With equal rates they form a lattice
# |   with dark holes; with growing rates there are none
stacks = [(2, 2, 2), (1, 2, 4), (1, 2, 5)]
fig, axes = plt.subplots(ncols=len(stacks), figsize=(6.8, 2.5))
for ax, rates in zip(axes, stacks, strict=True):
    layers = [Layer(3, dilation=rate) for rate in rates]
    line = torch.tensor(hit_counts(layers)) > 0
    ax.imshow(line[:, None] & line, cmap="gray", vmin=0, vmax=1.3)
    ax.set_title(str(rates))
    ax.axis("off")
    reached, total = coverage(layers)
    print(
        rates,
        receptive_field(layers),
        f"{reached} / {total}",
        is_gap_free(layers),
    )
plt.show()

# %% [markdown]
# ## What the lattice does to a picture
#
# Feed noise through layers that only average. A net with holes mixes pixels of the same
# interleaved grid and never those of neighbouring ones: neighbours stay unrelated. Without holes
# neighbours are related. How smooth the picture gets then depends on how evenly the paths are
# spread: one of the hole-free stacks still leaves a visible grid.

# %%
# | fig-alt: Averaged noise. With equal rates neighbouring pixels differ at random; without
# |   holes the picture is blurred, in one case with a grid on top, in the other smoothly
generator = torch.Generator().manual_seed(0)
noise = torch.randn(1, 1, 64, 64, generator=generator)
fig, axes = plt.subplots(ncols=len(stacks), figsize=(6.8, 2.5))
for ax, rates in zip(axes, stacks, strict=True):
    x = noise
    for rate in rates:
        x = functional.conv2d(x, torch.ones(1, 1, 3, 3), dilation=rate)
    picture = x[0, 0, :40, :40]
    neighbours = torch.stack(
        [picture[:, 1:].flatten(), picture[:, :-1].flatten()]
    )
    correlation = float(torch.corrcoef(neighbours)[0, 1])
    ax.imshow(picture, cmap="gray")
    ax.set_title(str(rates))
    ax.axis("off")
    print(rates, f"{correlation:.2f}")
plt.show()

# %% [markdown]
# Printed is the correlation of a pixel with its neighbour to the right: next to nothing with holes.
#
# ## Do holes hurt a trained net?
#
# The task: handwritten digits, magnified, of which every pixel is to be labelled with its digit or
# as background. The nets have the same receptive field and the same number of weights. One reads a
# lattice, the other has no holes.

# %%
digits = load_digits()
small = torch.tensor(digits.images, dtype=torch.float32)[:, None] / 16
images = functional.interpolate(small, scale_factor=2, mode="nearest")
kinds = torch.tensor(digits.target)[:, None, None] + 1
labels = torch.where(images[:, 0] > 0.5, kinds, 0)
order = torch.randperm(len(images), generator=generator)
training, test = order[:1297], order[1297:]
classes = int(labels.max()) + 1


def build(rates, channels=16):
    torch.manual_seed(0)
    layers, inputs = [], 1
    for rate in rates:
        conv = nn.Conv2d(
            inputs, channels, 3, padding=rate, dilation=rate, bias=False
        )
        layers += [conv, nn.BatchNorm2d(channels), nn.ReLU()]
        inputs = channels
    return nn.Sequential(*layers, nn.Conv2d(channels, classes, 1))


def train(net, steps=400):
    optimizer = torch.optim.Adam(net.parameters(), lr=3e-3)
    for _ in range(steps):
        batch = training[torch.randint(len(training), (16,))]
        loss = functional.cross_entropy(net(images[batch]), labels[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return net.eval()


# %%
nets = {}
for rates in ((2, 2, 2, 2), (1, 2, 4, 1)):
    nets[rates] = train(build(rates))
    with torch.no_grad():
        predicted = nets[rates](images[test]).argmax(1)
    strokes = labels[test] > 0
    share = float((predicted == labels[test])[strokes].double().mean())
    field = receptive_field([Layer(3, dilation=rate) for rate in rates])
    weights = sum(parameter.numel() for parameter in nets[rates].parameters())
    print(rates, field, weights, f"{share:.2f}")

# %% [markdown]
# The last column is the share of the pixels of strokes that got the right digit. The holes did no
# harm worth speaking of: a magnified picture shows every pixel again in each hole, so that nothing
# is hidden in them.

# %%
# | fig-alt: Some digits in rows: the image, the truth, and what each net says. Both nets colour
# |   most strokes right, and they err on similar pixels
shown = test[:6]
rows = [images[shown, 0], labels[shown]]
with torch.no_grad():
    rows += [net(images[shown]).argmax(1) for net in nets.values()]
colours = ListedColormap([CLASSES[0], *plt.cm.tab10.colors])
plt.rc("image", interpolation="none")
fig, axes = plt.subplots(len(rows), len(shown), figsize=(7, 4.7))
for line, pictures in zip(axes, rows, strict=True):
    for ax, picture in zip(line, pictures, strict=True):
        if pictures is rows[0]:
            ax.imshow(picture, cmap="gray")
        else:
            ax.imshow(picture, cmap=colours, vmin=0, vmax=classes - 1)
        ax.axis("off")
plt.show()

# %% [markdown]
# ## Try it yourself
#
# - Add fine detail that exists in the holes only: set every other pixel of `images` to zero, or
#   draw lines one pixel wide. When does the lattice begin to cost something?
# - Append layers that are not dilated to the net with holes. How many does it take until
#   `is_gap_free` is true? The page [Degridding](../convolution/degridding.md) does this.
# - Train with other seeds before you believe a difference.
