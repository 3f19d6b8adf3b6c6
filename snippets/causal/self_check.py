from conv_arithmetic import Layer, receptive_field
from recall import MARKED, SYMBOLS

# How many levels of a TCN have the wanted field?
kernel_size, levels, wanted = 3, 1, 1000
while True:
    rates = [2**level for level in range(levels) for _ in range(2)]
    field = receptive_field(
        [Layer(kernel_size, dilation=rate) for rate in rates]
    )
    if field >= wanted:
        break
    levels += 1
print(f"{levels} levels: field {field:,}")

# Ten layers of WaveNet's rates, with a larger kernel.
rates = [2**power for power in range(10)]
larger = receptive_field([Layer(kernel_size, dilation=rate) for rate in rates])
print(f"kernel size {kernel_size}: field {larger:,}")

# What three blocks of WaveNet have to remember.
remembered = 3 * sum(rates)
print(f"values to remember per channel: {remembered:,}")

# Recall with one layer fewer, at best.
middle = receptive_field([Layer(2, dilation=2**power) for power in range(5)])
outside = (1 - MARKED) ** middle
at_best = 1 - outside * (1 - 1 / SYMBOLS)
print(f"field {middle}: at best {at_best:.3f}")
