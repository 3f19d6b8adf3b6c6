from conv_arithmetic import parameter_count

channels, groups = 64, 4
per_pair = parameter_count(1, 1, 3, bias=False)
plain = parameter_count(channels, channels, 3, bias=False)
with_bias = parameter_count(channels, channels, 3)
grouped = parameter_count(channels, channels, 3, groups=groups, bias=False)
print(f"one channel to one channel: {per_pair}")
print(f"{channels} to {channels} channels: {plain:,}")
print(f"with bias: {with_bias:,}")
print(f"in {groups} groups: {grouped:,}")
