# evidoc: seconds=900 tolerance=0.1

# %% [markdown]
# # One rate, or several, side by side or in series?
#
# Atrous spatial pyramid pooling reads the same features at several rates at once. You train a
# small net on shapes of many sizes: with one rate in all branches, with different rates side by
# side, and with the same rates in series. Then you look at which sizes each net gets right.
#
# The page [ASPP and DeepLab](../convolution/aspp-deeplab.md) describes the module. Run the cells
# from top to bottom; each net trains for some seconds.

# %%
import matplotlib.pyplot as plt
from matplotlib.colors import ListedColormap

from conv_arithmetic import valid_taps
from outline_fill import make_images, mean_iou, predict, train
from palette import CLASSES, DILATED, MIXED
from pyramid import Pyramid

colours = ListedColormap(CLASSES)
plt.rc("image", interpolation="none")
smallest, largest = 3, 11
training = make_images(256, seed=0, sizes=(smallest, largest))
images, labels = make_images(128, seed=1, sizes=(smallest, largest))

# %% [markdown]
# ## The task
#
# The outlines of a disc and of a square are to be filled, and both come in many sizes. A small
# shape asks for a near look, the middle of a large one for a far one.

# %%
# | fig-alt: Noisy images with small and large outlines of discs and squares,
# |   and below them the labels with the shapes filled
fig, axes = plt.subplots(2, 4, figsize=(8, 4))
for column in range(4):
    axes[0, column].imshow(images[column, 0], cmap="gray")
    axes[1, column].imshow(labels[column], cmap=colours)
for ax in axes.flat:
    ax.axis("off")
plt.show()

# %% [markdown]
# ## Training
#
# All nets have a stem of two layers and then three dilated ones. Those side by side have the same
# number of weights; in series there are fewer, since the projection behind them reads fewer
# channels. Adam trains them all with the budget of
# [the page](../convolution/aspp-deeplab.md#training). Printed are the rates, whether they are in
# series, the number of weights, and the mean intersection over union on new images.

# %%
masks, nets = {}, {}
for rates, in_series in (
    ((8, 8, 8), False),
    ((2, 4, 8), False),
    ((2, 4, 8), True),
):
    net = Pyramid(rates, in_series=in_series, seed=0)
    key = rates, in_series
    nets[key] = train(net, *training, seed=0, learning_rate=4e-3)
    masks[key] = predict(nets[key], images)
    weights = sum(parameter.numel() for parameter in net.parameters())
    print(*key, weights, f"{mean_iou(masks[key], labels):.2f}")

# %% [markdown]
# ## Which sizes come right?
#
# Now test on shapes of one size at a time. One large rate steps over parts of outlines, and goes up
# and down. Different rates side by side have near and far, and lose a little where the outline lies
# just beyond the widest branch. In series the same rates add up and reach further.

# %%
# | fig-alt: Mean intersection over union against the radius of the shapes, a curve for each net.
# |   One large rate is uneven; different rates stay high, those in series highest
radii = range(smallest, largest + 1)
tests = [make_images(32, seed=2, sizes=(radius, radius)) for radius in radii]
fig, ax = plt.subplots()
for (rates, in_series), net in nets.items():
    curve = [mean_iou(predict(net, x), y) for x, y in tests]
    colour = MIXED if len(set(rates)) > 1 else DILATED
    style, link = ("o-", " → ") if in_series else ("o--", " | ")
    label = link.join(str(rate) for rate in rates)
    ax.plot(radii, curve, style, color=colour, label=label)
    print(rates, in_series, " ".join(f"{score:.2f}" for score in curve))
ax.legend()
ax.set(xlabel="px", ylabel="mIoU", ylim=(0, 1.05))
plt.show()

# %%
# | fig-alt: One image with a large shape, its truth, and the answers of the nets: with one large
# |   rate the shape is crossed by wrong pixels, with different rates side by side by fewer, and
# |   in series it is whole
largest_shape = (labels > 0).sum((1, 2)).argmax()
fig, (first, *others) = plt.subplots(ncols=2 + len(masks), figsize=(9, 2))
first.imshow(images[largest_shape, 0], cmap="gray")
for ax, mask in zip(others, (labels, *masks.values()), strict=True):
    ax.imshow(mask[largest_shape], cmap=colours, vmax=2)
for ax in (first, *others):
    ax.axis("off")
plt.show()

# %% [markdown]
# ## How much of a rate is left at the border
#
# On a small map a large rate reads mostly padding. Count, for a feature map as large as these
# images, at how many positions all taps lie inside.

# %%
side = images.shape[-1]
for rate in (1, 4, 8, 16, 32, 48):
    taps = valid_taps(side, 3, rate)
    print(
        f"{rate:>2} {taps.get(9, 0) / side**2:.2f} {taps.get(1, 0) / side**2:.2f}"
    )

# %% [markdown]
# The columns are the rate, the share of positions at which all taps count, and the share at which
# only the middle one does: there the layer has become a pointwise one.
#
# ## Try it yourself
#
# - Give the branches other rates, or add one. Which is the best set for shapes of these sizes?
# - Keep one large rate, and widen the `stem` until it leaves no holes. How much of the gap closes?
# - Use a rate as large as the image. What is that branch still good for?
# - Train with other seeds and other training images, and see how far the curves move.
