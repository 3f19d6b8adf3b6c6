from conv_arithmetic import Layer, receptive_field

context_rates = (1, 1, 2, 4, 8, 16, 1)
context = receptive_field([Layer(3, dilation=rate) for rate in context_rates])
print(f"context module: {context}×{context}")

block = [Layer(2, dilation=2**power) for power in range(10)]
per_block = receptive_field(block)
print(f"WaveNet block: {per_block:,} samples")
