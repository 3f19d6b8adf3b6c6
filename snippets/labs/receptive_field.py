# evidoc: seconds=900 tolerance=0.1

# %% [markdown]
# # What lies outside the receptive field
#
# Two nets have the same number of layers and of weights, and differ in their dilation rates alone.
# The receptive field of one is large enough for the task, that of the other is not. You train both,
# and then look for the pixels that they get wrong.
#
# The page [Receptive field](../convolution/receptive-field.md) explains what is measured here.
# Run the cells from top to bottom; training takes some seconds on one processor core.

# %% [markdown]
# ## The task
#
# Each image shows the outline of a disc and that of a square, in noise. Every pixel is to be
# labelled as background, inside the disc, or inside the square. In the middle of a shape there is
# only noise: the outline, some pixels away, tells what it is.

# %%
import inspect

import matplotlib.pyplot as plt
from matplotlib.colors import ListedColormap

from conv_arithmetic import Layer, coverage, receptive_field
from outline_fill import (
    accuracy_by_distance,
    build,
    make_images,
    mean_iou,
    predict,
    train,
)
from palette import CLASSES, MIXED, PLAIN

colours = ListedColormap(CLASSES)
plt.rc("image", interpolation="none")
training = make_images(256, seed=100)
images, labels = make_images(128, seed=1)

# %%
# | fig-alt: A noisy image with the outlines of a disc and a square,
# |   and beside it the labels, in which both shapes are filled
fig, axes = plt.subplots(ncols=2, figsize=(6, 3))
axes[0].imshow(images[0, 0], cmap="gray")
axes[1].imshow(labels[0], cmap=colours)
for ax in axes:
    ax.axis("off")
plt.show()

# %% [markdown]
# ## The receptive field of each net
#
# The receptive field follows from the layers alone. So does the share of its positions that are
# read at all: neither stack leaves holes.

# %%
stacks = (
    ("plain layers", PLAIN, (1, 1, 1, 1)),
    ("doubling rates", MIXED, (1, 2, 4, 8)),
)
for name, _, dilations in stacks:
    layers = [Layer(3, dilation=dilation) for dilation in dilations]
    field = receptive_field(layers)
    reached, total = coverage(layers)
    print(f"{name} {dilations}: {field}×{field}, {reached} / {total}")

# %% [markdown]
# ## Training
#
# Both nets are trained by Adam on the same images in the same order, with the steps, batches and
# learning rate that the first line of the output names. Printed are the number of weights and the
# score: the mean intersection over union of the classes, on images that were not trained on.

# %%
print(inspect.signature(train))
masks = []
for name, _, dilations in stacks:
    net = train(build(dilations, seed=0), *training, seed=0)
    masks.append(predict(net, images))
    weights = sum(parameter.numel() for parameter in net.parameters())
    score = mean_iou(masks[-1], labels)
    print(f"{name}: {weights} {score:.2f}")

# %% [markdown]
# ## Where they fail
#
# Take the pixels inside the shapes and sort them by their distance from the outline. The plain
# net gets worse as the outline moves to the edge of its receptive field, where only a piece of it
# is left. Beyond that edge its input is noise, and it is nearly always wrong.

# %%
# | fig-alt: Accuracy against the distance from the outline. The plain net falls to
# |   almost nothing where its receptive field ends; with doubling rates it stays level
farthest = 7
fig, ax = plt.subplots()
for (name, colour, _), mask in zip(stacks, masks, strict=True):
    accuracy = accuracy_by_distance(mask, labels, farthest)
    ax.plot(range(farthest + 1), accuracy, "o-", color=colour, label=name)
    print(f"{name}:", " ".join(f"{share:.2f}" for share in accuracy))
ax.legend()
ax.set_xlabel("distance from the outline, pixels")
ax.set_ylabel("share of pixels labelled right")
ax.set_ylim(0, 1.05)
plt.show()

# %% [markdown]
# The same as pictures: the image, the truth, the plain net, and the net with doubling rates. The
# plain net fills a band along the outline and misses the middle of the shape.

# %%
# | fig-alt: Four pictures of one example. The plain net fills only a band along the
# |   outlines, the net with doubling rates fills both shapes
largest = (labels > 0).sum((1, 2)).argmax()
fig, (first, *others) = plt.subplots(ncols=4, figsize=(8, 2.2))
first.imshow(images[largest, 0], cmap="gray")
for ax, mask in zip(others, (labels, *masks), strict=True):
    ax.imshow(mask[largest], cmap=colours, vmax=2)
for ax in (first, *others):
    ax.axis("off")
plt.show()

# %% [markdown]
# ## Try it yourself
#
# - Change the rates in `stacks` and run the cells below again. At which receptive field does the
#   middle of the largest shape come right?
# - Train with other seeds, of the images too. How far does the score of the plain net move, and how
#   far the other?
# - Train the plain net for more steps. Does the middle of the shapes come right?
