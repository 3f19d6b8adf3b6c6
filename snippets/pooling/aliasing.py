import torch
from torch.nn import functional

side = 16
stripes = torch.arange(side).remainder(2).float()[None, None]
wide = stripes.repeat_interleave(2, -1)

poolings = (
    ("every other cell", stripes, lambda x: x[..., ::2]),
    ("maximum of two", stripes, lambda x: functional.max_pool1d(x, 2)),
    ("the same, wide stripes", wide, lambda x: functional.max_pool1d(x, 2)),
    ("mean of two", stripes, lambda x: functional.avg_pool1d(x, 2)),
    ("mean of three", stripes, lambda x: functional.avg_pool1d(x, 3, 2)),
)
found = []
for name, pattern, pool in poolings:
    here, shifted = (
        [round(value, 2) for value in pool(x)[0, 0].unique().tolist()]
        for x in (pattern, pattern.roll(1, -1))
    )
    found.append([*here, *shifted])
    print(f"{name}: {here}, shifted by a cell {shifted}")
mean_of_two, mean_of_three = found[3:]
