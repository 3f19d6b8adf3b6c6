from itertools import zip_longest

from conv_arithmetic import effective_kernel_size

kernel_size = 3
diagrams, shares = [], []
for dilation in (1, 2, 4):
    span = effective_kernel_size(kernel_size, dilation)
    shares.append((kernel_size**2, span**2))
    lines = [f"d = {dilation}: {span}×{span}"]
    for row in range(span):
        cells = (
            "■" if row % dilation == column % dilation == 0 else "·"
            for column in range(span)
        )
        lines.append(" ".join(cells))
    diagrams.append(lines)

for side_by_side in zip_longest(*diagrams, fillvalue=""):
    print("   ".join(line.ljust(10) for line in side_by_side).rstrip())
