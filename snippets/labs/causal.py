# evidoc: seconds=900 tolerance=0.1

# %% [markdown]
# # How far back a net remembers
#
# A causal net sees the past and the present only. You prove that for the net of this lab, and then
# train it, with and without dilation, to recall what stood at the last mark of a long sequence.
#
# The page [Causal dilated convolution](../convolution/causal.md) explains the layers. Run the cells
# from top to bottom.

# %%
import matplotlib.pyplot as plt
import torch

from recall import SYMBOLS, build, make_sequences, train

# %% [markdown]
# ## Nothing from the future
#
# Ask for the gradient of one output with respect to the whole input. It must be zero at every later
# moment; and the earliest moment with a gradient shows how far back the net sees.

# %%
stacks = {"plain": [1] * 6, "doubling": [2**layer for layer in range(6)]}
fields = {}
for name, dilations in stacks.items():
    x = torch.zeros(1, SYMBOLS + 1, 160, requires_grad=True)
    build(dilations, seed=0).double()(x.double())[0, :, 100].sum().backward()
    seen = x.grad.abs().sum((0, 1)).nonzero().flatten()
    fields[name] = 101 - int(seen.min())
    print(f"{name:<9} {dilations} {fields[name]:>2} {int(seen.max()) <= 100}")

# %% [markdown]
# Printed are the rates, the receptive field, and whether nothing of the future counts.
#
# ## The task
#
# Symbols follow each other at random, and now and then one of them is marked. At every moment the
# net is to name the symbol at the last mark. If the mark lies outside its receptive field, it can
# only guess.

# %%
# | fig-alt: A sequence as an image: a row for each symbol, a row for the marks,
# |   and below them the answer, which changes at every mark
inputs, answers, distances = make_sequences(
    1, 60, torch.Generator().manual_seed(0)
)
fig, axes = plt.subplots(2, figsize=(8, 2.4), height_ratios=(5, 1))
axes[0].imshow(inputs[0], cmap="gray", aspect="auto")
axes[1].imshow(answers, cmap="viridis", aspect="auto")
for ax in axes:
    ax.axis("off")
plt.show()

# %% [markdown]
# ## Training
#
# Both nets have the same number of weights. Printed are that number, the share of right answers
# on new sequences, and the shares where the last mark lies inside and outside of the field.

# %%
start = 64
tests = make_sequences(512, 160, torch.Generator().manual_seed(1000))
truth, distance = tests[1][:, start:], tests[2][:, start:]
right = {}
for name, dilations in stacks.items():
    net = train(build(dilations, seed=0), seed=0, start=start)
    with torch.no_grad():
        said = net(tests[0])[..., start:].argmax(1)
    right[name] = (said == truth).double()
    inside = distance < fields[name]
    weights = sum(parameter.numel() for parameter in net.parameters())
    shares = [right[name], right[name][inside], right[name][~inside]]
    print(
        f"{name:<9} {weights}",
        *(f"{float(share.mean()):.2f}" for share in shares),
    )

# %% [markdown]
# ## Memory ends where the field ends
#
# Sort the answers by how long ago the mark was. Inside its field each net knows nearly everything,
# outside nothing: it falls to the share that guessing gets, the thin line.

# %%
# | fig-alt: Share of right answers against the moments since the last mark. Each net falls
# |   from near certainty to chance where its receptive field ends
furthest = 80
fig, ax = plt.subplots()
for name, answered in right.items():
    curve = [float(answered[distance == d].mean()) for d in range(furthest)]
    ax.plot(range(furthest), curve, label=name)
ax.axhline(1 / SYMBOLS, color="gray", lw=1)
ax.legend()
ax.set(xlabel="t", ylabel="accuracy", ylim=(0, 1.05))
plt.show()

# %% [markdown]
# ## Try it yourself
#
# - Take rates that grow faster. When do moments inside the field get lost?
# - Pad on both sides instead of the past only, and look at the first test again: it now fails, and
#   the task becomes easy for the wrong reason.
# - How many layers without dilation would remember as long?
