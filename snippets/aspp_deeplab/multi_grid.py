from conv_arithmetic import Layer, coverage, valid_taps

unit_rates = (1, 2, 4)  # the multi-grid: one rate for each unit of a block
blocks = {}
for output_stride, base in ((16, 2), (8, 4)):
    blocks[output_stride] = [base * 2**later for later in range(4)]
    print(f"output stride {output_stride}: cascade {blocks[output_stride]}")
last_block = {
    stride: [rates[0] * unit for unit in unit_rates]
    for stride, rates in blocks.items()
}
print(f"fourth block with the multi-grid: {last_block}")

alone = coverage([Layer(3, dilation=rate) for rate in last_block[16]])
behind = coverage([Layer(3), *(Layer(3, dilation=r) for r in last_block[16])])
print(f"alone: {alone[0]} of {alone[1]} positions reached")
print(f"behind one plain layer: {behind[0]} of {behind[1]:,}")

side = 33
widest = blocks[16][-1]
middle_only = valid_taps(side, 3, widest).get(1, 0)
inside = sum(n * at for n, at in valid_taps(side, 3, widest).items()) / side**2
print(f"rate {widest} on {side}×{side}: {inside:.2f} taps inside on average")
