import torch
from torch import nn

image = torch.zeros(1, 3, 9, 9)
attempts = (
    ("another number of channels", lambda: nn.Conv2d(4, 8, 3)(image)),
    ("a kernel larger than the input", lambda: nn.Conv2d(3, 8, 11)(image)),
    ("groups that do not divide", lambda: nn.Conv2d(6, 6, 3, groups=4)),
    (
        "a stride and same padding",
        lambda: nn.Conv2d(3, 8, 3, 2, padding="same"),
    ),
    ("neither batch nor channels", lambda: nn.Conv2d(3, 8, 3)(image[0, 0])),
    ("one image without a batch", lambda: nn.Conv2d(3, 8, 3)(image[0])),
)
errors = 0
for name, attempt in attempts:
    try:
        print(f"{name}: {tuple(attempt().shape)}")
    except (RuntimeError, ValueError) as error:
        errors += 1
        print(f"{name}: {type(error).__name__}")
