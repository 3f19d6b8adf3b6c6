from conv_arithmetic import Layer, receptive_field

# WaveNet: kernels of two, rates that double, the block three times.
rates = [2**power for power in range(10)]
block = [Layer(2, dilation=rate) for rate in rates]
one, three = receptive_field(block), receptive_field(block * 3)
with_first = receptive_field([Layer(2), *block * 3])
sample_rate = 16_000
milliseconds = 1000 * three / sample_rate
longer = {
    blocks: 1000 * receptive_field(block * blocks) / sample_rate
    for blocks in (4, 5)
}
plain_layers = one - 1  # each adds one sample
print(
    f"one block {one:,}, three {three:,},"
    f" with the first layer {with_first:,} samples"
)


def tcn(kernel_size, levels):
    """Two convolutions on each level, the rates doubling from one."""
    return [
        Layer(kernel_size, dilation=2**level)
        for level in range(levels)
        for _ in range(2)
    ]


def tcn_field(K, L):
    return receptive_field(tcn(K, L))


kernel_sizes, levels = (2, 3, 7), (4, 6, 8)
table = {K: [tcn_field(K, L) for L in levels] for K in kernel_sizes}
one_per_level = receptive_field(tcn(7, 6)[::2])
for K, seen in table.items():
    print(f"K={K}: " + " ".join(f"{field:>6,}" for field in seen))
