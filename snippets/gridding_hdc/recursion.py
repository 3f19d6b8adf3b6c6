from conv_arithmetic import Layer, hdc_max_distances, longest_hole

kernel_size = 3
stacks = [[1, 2, 5], [1, 2, 9], [2, 2, 2], [2, 3, 5]]
found = {}
for rates in stacks:
    second, third = found[tuple(rates)] = hdc_max_distances(rates)
    verdict = "it passes" if second <= kernel_size else "it fails"
    longest = longest_hole(
        [Layer(kernel_size, dilation=rate) for rate in rates]
    )
    print(f"{rates}: M₃ = {third}, M₂ = {second}: {verdict}")
    print(f"    longest hole, counted: {longest}")
