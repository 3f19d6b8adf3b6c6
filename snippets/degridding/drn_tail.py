from conv_arithmetic import Layer, coverage, hit_counts, parameter_count

levels = {5: [2] * 4, 6: [4] * 4, 7: [2] * 2, 8: [1] * 2}
dilated = levels[5] + levels[6]
degridded = dilated + levels[7] + levels[8]
channels = 512

counts = {}
for name, rates in (("dilated levels", dilated), ("and the tail", degridded)):
    layers = [Layer(3, dilation=rate) for rate in rates]
    counts[len(rates)] = coverage(layers)
    paths = hit_counts(layers)
    centre = len(paths) // 2
    ratio = paths[centre + 1] / paths[centre]
    print(f"{name}: {counts[len(rates)][0]:,} of {counts[len(rates)][1]:,}")
    print(
        f"    paths of a neighbour of the centre: {ratio:.0%} of the centre's"
    )

tail_layers = len(degridded) - len(dilated)
tail_weights = tail_layers * parameter_count(channels, channels, 3, bias=False)
print(f"weights of the tail: {tail_weights:,}")
