from conv_arithmetic import effective_kernel_size, macs

shape = {"input_size": 64, "in_channels": 64, "out_channels": 64}
dilated = {
    d: macs(**shape, kernel_size=3, padding=d, dilation=d) for d in (1, 2, 4, 8)
}
same_box = 2
dense_size = effective_kernel_size(3, same_box)
# > 5
dense = macs(**shape, kernel_size=dense_size, padding=2)
stride = 2
strided = macs(**shape, kernel_size=3, stride=stride, padding=1)

for d, count in dilated.items():
    print(f"dilation={d}: {count:,} multiply-accumulates")
print(f"stride={stride}:   {strided:,}")
print(f"dense {dense_size}×{dense_size}:  {dense:,}")
