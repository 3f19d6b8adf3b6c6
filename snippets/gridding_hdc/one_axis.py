from conv_arithmetic import Layer, hit_counts

stacks = [[2, 2, 2], [1, 2, 3], [1, 2, 9]]
reached, fields = [], []
for rates in stacks:
    paths = hit_counts([Layer(3, dilation=rate) for rate in rates])
    reached.append(sum(count > 0 for count in paths))
    fields.append(len(paths))
    print(f"{rates}: {reached[-1]} of {fields[-1]} cells")
    print("  " + " ".join(f"{count}" if count else "·" for count in paths))
