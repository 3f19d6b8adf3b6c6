from conv_arithmetic import Layer, coverage, hdc_max_distances, is_gap_free


def layers(rates):
    return [Layer(3, dilation=rate) for rate in rates]


# The rates of the authors' published network, block by block.
fourth = [[2, 2, 5, 9], *[[1, 2, 5, 9]] * 4, [1, 2, 5]]
fifth = [5, 9, 17]
groups = [fourth[0], fourth[1], fourth[-1], fifth]
rows = []
for rates in groups:
    reached, total = coverage(layers(rates))
    distance = hdc_max_distances(rates)[0]
    rows.append([*rates, distance, reached, total])
    print(f"{rates}: M₂ = {distance}, {reached:,} of {total:,} reached")

network = [rate for group in [*fourth, fifth] for rate in group]
whole = is_gap_free(layers(network))
depth, ones = len(network), network.count(1)
print(
    f"all {depth} layers, {ones} of them at rate {min(network)}: whole {whole}"
)
