from conv_arithmetic import (
    Layer,
    coverage,
    effective_kernel_size,
    is_gap_free,
    parameter_count,
    receptive_field,
    same_padding,
)

taps, rate = 5, 3
span, padding = effective_kernel_size(taps, rate), same_padding(taps, rate)
print(f"span {span}, padding {padding}")

doubling = (1, 2, 4, 8, 16)
stack = [Layer(3, dilation=rate) for rate in doubling]
field = receptive_field(stack)
print(f"{doubling}: field {field}, without holes: {is_gap_free(stack)}")

even = (2, 4, 8)
reached, total = coverage([Layer(3, dilation=rate) for rate in even])
print(f"{even}: {reached} of {total} positions reached")

wide = 12
dense_size = effective_kernel_size(3, wide)
dilated = parameter_count(256, 256, 3, bias=False)
dense = parameter_count(256, 256, dense_size, bias=False)
print(
    f"dilated {dilated:,} weights, dense {dense:,}: {dense / dilated:.1f} times"
)
