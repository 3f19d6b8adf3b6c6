# evidoc: seconds=900 tolerance=0.1

# %% [markdown]
# # How far back a net remembers
#
# A causal net depends on the past and the present only. You check that for the net of this lab,
# and then train it, with and without dilation, to recall what stood at the last mark of a long
# sequence.
#
# The page [Causal dilated convolution](../convolution/causal.md) explains the layers. Run the cells
# from top to bottom.

# %%
import inspect

import matplotlib.pyplot as plt
import torch

from palette import MIXED, NEUTRAL, PLAIN
from recall import SYMBOLS, build, make_sequences, train

# %% [markdown]
# ## Nothing from the future
#
# Take the gradient of one output with respect to the whole input. It must be zero at every later
# time step; and the earliest time step with a gradient shows how far back the net reaches.

# %%
stacks = (
    ("plain layers", PLAIN, [1] * 6),
    ("doubling rates", MIXED, [2**layer for layer in range(6)]),
)
fields = []
for name, _, dilations in stacks:
    x = torch.zeros(1, SYMBOLS + 1, 160, requires_grad=True)
    build(dilations, seed=0).double()(x.double())[0, :, 100].sum().backward()
    seen = x.grad.abs().sum((0, 1)).nonzero().flatten()
    fields.append(101 - int(seen.min()))
    print(f"{name} {dilations}: {fields[-1]}, {int(seen.max()) <= 100}")

# %% [markdown]
# Printed are the rates, the receptive field, and whether the future has no influence.
#
# ## The task
#
# Symbols follow each other at random, and now and then one of them is marked. At every time step
# the net names the symbol at the last mark. If the mark lies outside its receptive field, it can
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
# Both nets have the same number of weights. They are trained by Adam on fresh sequences, with the
# steps, batches and learning rate that the first line of the output names. Printed are the number
# of weights, the share of right answers on new sequences, and the shares where the last mark lies
# inside and outside of the field.

# %%
start = 64
print(inspect.signature(train))
tests = make_sequences(512, 160, torch.Generator().manual_seed(1000))
truth, distance = tests[1][:, start:], tests[2][:, start:]
right = []
for (name, _, dilations), field in zip(stacks, fields, strict=True):
    net = train(build(dilations, seed=0), seed=0, start=start)
    with torch.no_grad():
        said = net(tests[0])[..., start:].argmax(1)
    right.append((said == truth).double())
    inside = distance < field
    weights = sum(parameter.numel() for parameter in net.parameters())
    shares = [right[-1], right[-1][inside], right[-1][~inside]]
    print(
        f"{name}: {weights}",
        *(f"{float(share.mean()):.2f}" for share in shares),
    )

# %% [markdown]
# ## Memory ends where the field ends
#
# Sort the answers by how long ago the mark was. Inside its field each net is nearly always right;
# only the last step of the small field takes luck. Outside both fall to the share that guessing
# gets, the thin line.

# %%
# | fig-alt: Share of right answers against the time steps since the last mark. Each net falls
# |   from near certainty to chance where its receptive field ends
furthest = 80
fig, ax = plt.subplots()
for (name, colour, _), answered in zip(stacks, right, strict=True):
    curve = [float(answered[distance == d].mean()) for d in range(furthest)]
    ax.plot(range(furthest), curve, color=colour, label=name)
ax.axhline(1 / SYMBOLS, color=NEUTRAL, lw=1)
ax.legend()
ax.set_xlabel("time steps since the last mark")
ax.set_ylabel("share of right answers")
ax.set_ylim(0, 1.05)
plt.show()

# %% [markdown]
# ## Try it yourself
#
# - Take rates that grow faster. Which distances inside the field are never read?
# - Pad on both sides instead of the past only, and look at the first test again: it now fails.
#   Train both nets: their scores fall. The answer lies in the past alone, and a part of the field
#   now reaches into the future.
# - How many layers without dilation would reach as far?
