import torch
from torch import nn

image = torch.zeros(1, 3, 9, 9)
attempts = (
    ("채널 수가 다름", lambda: nn.Conv2d(4, 8, 3)(image)),
    ("커널이 입력보다 큼", lambda: nn.Conv2d(3, 8, 11)(image)),
    ("그룹 수로 나누어떨어지지 않음", lambda: nn.Conv2d(6, 6, 3, groups=4)),
    (
        "스트라이드와 same padding",
        lambda: nn.Conv2d(3, 8, 3, 2, padding="same"),
    ),
    ("배치 축도 채널 축도 없음", lambda: nn.Conv2d(3, 8, 3)(image[0, 0])),
    ("배치 축이 없는 이미지 한 장", lambda: nn.Conv2d(3, 8, 3)(image[0])),
)
errors = 0
for name, attempt in attempts:
    try:
        print(f"{name}: {tuple(attempt().shape)}")
    except (RuntimeError, ValueError) as error:
        errors += 1
        print(f"{name}: {type(error).__name__}")
