import matplotlib.pyplot as plt
import torch
from torch.nn import functional

seeds, images, side = (0, 1, 2), 8, 24
learning_rate, steps = 0.1, 100
true = torch.tensor([[1, -2, 1], [0.5, 3, -1], [-1, 1, 2]])
rate = 2
spread_out = torch.zeros(5, 5)
spread_out[::rate, ::rate] = true  # the holes written as zeros
holes = torch.ones(5, 5, dtype=torch.bool)
holes[::rate, ::rate] = False


def fit(size, dilation, seed, striped=False):
    """Fit a kernel to what the true one makes of noise."""
    torch.manual_seed(seed)
    x = torch.randn(images, 1, side, side)
    if striped:  # all rows of an image are alike
        x = x[..., :1, :].expand(x.shape)
    target = functional.conv2d(x, true[None, None], dilation=rate)
    kernel = torch.zeros(1, 1, size, size, requires_grad=True)
    optimizer = torch.optim.SGD([kernel], lr=learning_rate)
    for _ in range(steps):
        output = functional.conv2d(x, kernel, dilation=dilation)
        loss = functional.mse_loss(output, target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return kernel.detach()[0, 0], loss.item()


dilated = [fit(3, rate, seed)[0] for seed in seeds]
dense = [fit(5, 1, seed)[0] for seed in seeds]
striped, striped_loss = fit(5, 1, seeds[0], striped=True)

dilated_error = max(float((k - true).abs().max()) for k in dilated)
dense_error = max(float((k - spread_out).abs().max()) for k in dense)
in_holes = max(float(k[holes].abs().max()) for k in dense)
column_error = float((striped - spread_out).sum(0).abs().max())
hole_count, tap_count = int(holes.sum()), holes.numel()
print(f"dilated kernel recovered: {dilated_error < 1e-5}")
print(f"dense kernel recovered: {dense_error < 1e-5}")
print(
    f"recovered from stripes: {torch.allclose(striped, spread_out, atol=0.01)}"
)
print(
    f"the same sum in every column: {column_error < 1e-5}, no error: {striped_loss < 1e-9}"
)

fig, axes = plt.subplots(1, 3, num="recovered", figsize=(5, 2.1))
panels = (
    ("the true kernel", spread_out),
    ("dense, from noise", dense[0]),
    ("dense, from stripes", striped),
)
for ax, (title, kernel) in zip(axes, panels, strict=True):
    ax.imshow(kernel.round(decimals=2), cmap="RdBu_r", vmin=-3, vmax=3)
    ax.set_title(title, fontsize="small")
    ax.axis("off")
