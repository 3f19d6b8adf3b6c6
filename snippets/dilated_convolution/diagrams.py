from conv_arithmetic import effective_kernel_size

kernel_size = 3
shares = []
for dilation in (1, 2, 4):
    span = effective_kernel_size(kernel_size, dilation)
    shares.append((kernel_size**2, span**2))
    print(f"dilation={dilation}: {span}×{span}")
    for row in range(span):
        cells = (
            "■" if row % dilation == column % dilation == 0 else "·"
            for column in range(span)
        )
        print("  " + " ".join(cells))

print("■ position that the kernel reads")
print("· position that it skips: no weight, no multiplication")
