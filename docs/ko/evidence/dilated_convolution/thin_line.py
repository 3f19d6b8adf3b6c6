import torch
from torch.nn import functional

line = torch.zeros(1, 1, 6, 6)
line[..., 2] = 1  # 폭이 한 픽셀인 선

pooled = functional.max_pool2d(line, 2)
restored = functional.interpolate(pooled, scale_factor=2, mode="nearest")
dilated = (
    functional.conv2d(line, torch.ones(1, 1, 3, 1), padding=(2, 0), dilation=2)
    > 0
)

widths = [int(x[0, 0, 3].count_nonzero()) for x in (line, restored, dilated)]
for x in (line, restored, dilated):
    print("".join("■" if cell else "·" for cell in x[0, 0, 3]))
