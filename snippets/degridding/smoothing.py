from conv_arithmetic import Layer, hit_counts, is_gap_free, parameter_count

rate, channels = 4, 16
dilated = [Layer(3, dilation=rate)] * 4
holes = {}
for taps in range(1, 2 * rate):
    stack = [Layer(taps), *dilated]
    holes[taps] = hit_counts(stack).count(0)
    assert is_gap_free(stack) == (holes[taps] == 0)
    print(f"smoothing with {taps} taps: {holes[taps]} holes along one axis")

enough = min(taps for taps, count in holes.items() if count == 0)
proposed = 2 * rate - 1
shared = proposed**2
dilated_weights = parameter_count(channels, channels, 3, bias=False)
