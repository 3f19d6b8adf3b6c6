from conv_arithmetic import Layer, coverage, effective_stride, receptive_field

kernel_size, depth = 3, 4
plain = receptive_field([Layer(kernel_size)] * depth)
rates = (1, 3, 9)
tripled = [Layer(kernel_size, dilation=rate) for rate in rates]
field = receptive_field(tripled)
reached, total = coverage(tripled)

stem = [Layer(7, stride=2), Layer(3, stride=2)]
block = [Layer(kernel_size), Layer(kernel_size)]
resnet = receptive_field(stem + block)
step = effective_stride(stem + block)
added = resnet - receptive_field(stem)

wanted = 100
layers = 0
while receptive_field([Layer(kernel_size)] * layers) < wanted:
    layers += 1
doublings = 0
while (
    receptive_field(
        [Layer(kernel_size, dilation=2**n) for n in range(doublings)]
    )
    < wanted
):
    doublings += 1
