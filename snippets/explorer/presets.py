from conv_arithmetic import Layer, coverage, effective_stride, receptive_field


def plain(*rates, kernel_size=3):
    return [Layer(kernel_size, dilation=rate) for rate in rates]


doubling = [2**power for power in range(10)]
levels = [rate for rate in doubling[:6] for _ in ("conv1", "conv2")]
conv, pool = Layer(3), Layer(2, stride=2)
vgg = [*[conv, conv, pool] * 2, *[conv, conv, conv, pool] * 3, Layer(7)]

stacks = (
    ("doubling rates", plain(1, 2, 4, 8)),
    ("the rates of HDC", plain(1, 2, 5)),
    ("equal rates", plain(2, 2, 2)),
    ("rates that rise too fast", plain(1, 2, 9)),
    ("dilated throughout", plain(2, 2, 5, 9)),
    ("WaveNet", plain(1, *doubling * 3, kernel_size=2)),
    ("TCN", plain(*levels, kernel_size=7)),
    ("VGG up to its first dense layer", vgg),
)
rows = [
    [receptive_field(layers), effective_stride(layers)] for _, layers in stacks
]
for (name, _), (field, stride) in zip(stacks, rows, strict=True):
    print(f"{name}: field {field}, stride {stride}")

reached = [coverage(layers) for _, layers in stacks[:5]]

# Branches side by side: all of them read the cell in their middle.
rates = [6, 12, 18]
widest = max(receptive_field(plain(rate)) for rate in rates)
branch_reads = 1 + sum(3**2 - 1 for _ in rates)
