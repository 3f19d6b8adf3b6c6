import torch
from torch.nn import functional

side = 16
stripes = torch.arange(side).remainder(2).float()[None, None]

poolings = (
    ("every other cell", lambda x: x[..., ::2]),
    ("maximum of two", lambda x: functional.max_pool1d(x, 2)),
    ("mean of two", lambda x: functional.avg_pool1d(x, 2)),
    ("mean of three", lambda x: functional.avg_pool1d(x, 3, 2)),
)
found = []
for name, pool in poolings:
    here, shifted = (
        [round(value, 2) for value in pool(x)[0, 0].unique().tolist()]
        for x in (stripes, stripes.roll(1, -1))
    )
    found.append([*here, *shifted])
    print(f"{name}: {here}, shifted by a cell {shifted}")
mean_of_two, mean_of_three = found[2:]
