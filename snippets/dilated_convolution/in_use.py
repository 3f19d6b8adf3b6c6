from conv_arithmetic import Layer, receptive_field

context = receptive_field([Layer(3, dilation=rate) for rate in (1, 1, 2, 4, 8, 16, 1)])
print(f"context module: {context}×{context}")

block = [Layer(2, dilation=2**power) for power in range(10)]
per_block = receptive_field(block)
three_blocks = receptive_field(block * 3)
with_first = receptive_field([Layer(2), *block * 3])
duration = three_blocks / 16000
print(f"WaveNet block: {per_block:,} samples; three: {three_blocks:,} ({duration * 1000:.1f} ms)")
print(f"with the first causal layer: {with_first:,}")
