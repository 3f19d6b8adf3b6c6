# evidoc: seconds=900 tolerance=0.1

# %% [markdown]
# # What lies outside the receptive field
#
# Two nets have the same number of layers and of weights, and differ in their dilation rates alone.
# One of them sees far enough to tell what it is looking at, the other does not. You train both,
# and then look for the pixels that they get wrong.
#
# The page [Receptive field](../convolution/receptive-field.md) explains what is measured here.
# Run the cells from top to bottom; training takes some seconds on one processor core.

# %% [markdown]
# ## The task
#
# Each image shows the outline of a disc and that of a square, in noise. Every pixel is to be
# labelled as background, inside the disc, or inside the square. In the middle of a shape there is
# nothing to see but noise: only the outline, some pixels away, tells what it is.

# %%
import matplotlib.pyplot as plt

from conv_arithmetic import Layer, coverage, receptive_field
from outline_fill import (
    accuracy_by_distance,
    build,
    make_images,
    mean_iou,
    predict,
    train,
)

training = make_images(256, seed=0)
images, labels = make_images(128, seed=1)

# %%
# | fig-alt: A noisy image with the outlines of a disc and a square,
# |   and beside it the labels, in which both shapes are filled
fig, axes = plt.subplots(ncols=2, figsize=(6, 3))
for ax, picture in zip(axes, (images[0, 0], labels[0]), strict=True):
    ax.imshow(picture, cmap="gray")
    ax.axis("off")
plt.show()

# %% [markdown]
# ## How far each net sees
#
# The receptive field follows from the layers alone. So does the share of its positions that are
# read at all: neither stack leaves holes.

# %%
stacks = {"plain": (1, 1, 1, 1), "doubling": (1, 2, 4, 8)}
for name, dilations in stacks.items():
    layers = [Layer(3, dilation=dilation) for dilation in dilations]
    field = receptive_field(layers)
    reached, total = coverage(layers)
    print(f"{name:<9} {dilations}: {field}×{field}, {reached} / {total}")

# %% [markdown]
# ## Training
#
# Both nets are trained on the same images in the same order. Printed are the number of weights and
# the score: the mean intersection over union of the classes, on images that were not trained on.

# %%
masks = {}
for name, dilations in stacks.items():
    net = train(build(dilations, seed=0), *training, seed=0)
    masks[name] = predict(net, images)
    weights = sum(parameter.numel() for parameter in net.parameters())
    score = mean_iou(masks[name], labels)
    print(f"{name:<9} {weights} {score:.2f}")

# %% [markdown]
# ## Where they fail
#
# Take the pixels inside the shapes and sort them by their distance from the outline. The plain
# net is right as long as the outline lies in its receptive field. Beyond that it sees noise and
# has to guess.

# %%
# | fig-alt: Accuracy against the distance from the outline. The plain net falls to
# |   almost nothing where its receptive field ends; with doubling rates it stays level
farthest = 7
fig, ax = plt.subplots()
for name, mask in masks.items():
    accuracy = accuracy_by_distance(mask, labels, farthest)
    ax.plot(range(farthest + 1), accuracy, "o-", label=name)
    print(f"{name:<9}", " ".join(f"{share:.2f}" for share in accuracy))
ax.legend()
ax.set(xlabel="px", ylabel="accuracy", ylim=(0, 1.05))
plt.show()

# %% [markdown]
# The same as pictures: the image, the truth, the plain net, and the net with doubling rates. The
# plain net fills a band along the outline and is lost in the middle of the shape.

# %%
# | fig-alt: Four pictures of one example. The plain net fills only a band along the
# |   outlines, the net with doubling rates fills both shapes
largest = (labels > 0).sum((1, 2)).argmax()
pictures = (
    images[largest, 0],
    labels[largest],
    masks["plain"][largest],
    masks["doubling"][largest],
)
fig, axes = plt.subplots(ncols=4, figsize=(8, 2.2))
for ax, picture in zip(axes, pictures, strict=True):
    ax.imshow(picture, cmap="gray")
    ax.axis("off")
plt.show()

# %% [markdown]
# ## Try it yourself
#
# - Change the rates in `stacks` and run the cells below again. At which receptive field does the
#   middle of the largest shape come right?
# - Train with other seeds. How far does the score of the plain net move, and how far the other?
