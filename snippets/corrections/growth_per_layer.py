from conv_arithmetic import Layer, receptive_field

dilations, steps = (1, 4), {}
for kernel_size, stride in ((3, 1), (5, 1), (3, 2)):
    first = Layer(3, stride=stride)
    for dilation in dilations:
        layers = [first, Layer(kernel_size, dilation=dilation)]
        step = receptive_field(layers) - receptive_field([first])
        steps[kernel_size, stride, dilation] = step
        print(
            f"after a stride of {stride}, K={kernel_size} d={dilation}: "
            f"{step:>2} cells more"
        )
