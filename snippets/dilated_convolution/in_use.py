from conv_arithmetic import Layer, receptive_field

context_rates = (1, 1, 2, 4, 8, 16, 1)
context = receptive_field([Layer(3, dilation=rate) for rate in context_rates])
print(f"context module: {context}×{context}")

block = [Layer(2, dilation=2**power) for power in range(10)]
per_block = receptive_field(block)
three_blocks = receptive_field(block * 3)
with_first = receptive_field([Layer(2), *block * 3])
sample_rate = 16000
milliseconds = round(three_blocks / sample_rate * 1000, 1)
print(
    f"WaveNet block: {per_block:,} samples; "
    f"three: {three_blocks:,} ({milliseconds} ms)"
)
print(f"with the first causal layer: {with_first:,}")
