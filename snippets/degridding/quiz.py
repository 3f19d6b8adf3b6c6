from conv_arithmetic import Layer, hit_counts, is_gap_free, parameter_count


def stack(*rates):
    return [Layer(3, dilation=rate) for rate in rates]


def holes(*rates):
    """Count the cells along one axis that reach no output."""
    return hit_counts(stack(*rates)).count(0)


start = (8, 8)
tails = [(4,), (4, 2), (4, 2, 1), (3, 1)]
for tail in tails:
    print(f"{start} and {tail}: {holes(*start, *tail)} holes")

rate = 8
taps = next(
    taps for taps in range(1, 20) if is_gap_free([Layer(taps), *stack(rate)])
)
print(f"smoothing before rate {rate}: at least {taps} taps")

channels = 256
added = 2 * parameter_count(channels, channels, 3, bias=False)
print(f"two layers of {channels} channels: {added:,} weights")

equal = (4, 4, 4, 4)
behind = {}
for plain in (1, 2):
    behind[plain] = holes(*[1] * plain, *equal)
    print(f"{equal} behind {plain} plain: {behind[plain]} holes")
