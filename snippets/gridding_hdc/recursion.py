from conv_arithmetic import Layer, hdc_max_distances, longest_hole


# region recursion
def max_distances(rates):
    """Return M₂ to M_n of the HDC paper, for rates in the order of layers."""
    distances = [rates[-1]]
    for rate in reversed(rates[1:-1]):
        later = distances[0]
        distances.insert(0, max(later - 2 * rate, 2 * rate - later, rate))
    return distances


# endregion

kernel_size = 3
stacks = [[1, 2, 5], [1, 2, 9], [2, 2, 2], [2, 3, 5]]
found = {}
for rates in stacks:
    second, third = found[tuple(rates)] = max_distances(rates)
    assert max_distances(rates) == hdc_max_distances(rates)
    verdict = "it passes" if second <= kernel_size else "it fails"
    longest = longest_hole(
        [Layer(kernel_size, dilation=rate) for rate in rates]
    )
    print(f"{rates}: M₃ = {third}, M₂ = {second}: {verdict}")
    print(f"    longest hole, counted: {longest}")
