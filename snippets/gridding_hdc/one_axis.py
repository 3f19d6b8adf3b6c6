from conv_arithmetic import Layer, hit_counts


# region count
def path_counts(rates, taps=3):
    """Count the paths from each cell of the receptive field to one output."""
    counts = [1]
    for rate in rates:
        wider = [0] * (len(counts) + (taps - 1) * rate)
        for tap in range(taps):
            for cell, count in enumerate(counts):
                wider[cell + tap * rate] += count
        counts = wider
    return counts


stacks = [[2, 2, 2], [1, 2, 3], [1, 2, 9]]
for rates in stacks:
    paths = path_counts(rates)
    print(f"{rates}: " + " ".join(str(count or "·") for count in paths))
# endregion

reached, fields = [], []
for rates in stacks:
    paths = path_counts(rates)
    assert paths == hit_counts([Layer(3, dilation=rate) for rate in rates])
    reached.append(sum(count > 0 for count in paths))
    fields.append(len(paths))
