from conv_arithmetic import effective_kernel_size, output_size


def map_side(image_side, output_stride):
    """Shrink a side, as padded layers of stride two do."""
    side = image_side
    while output_stride > 1:
        side = output_size(side, 3, stride=2, padding=1)
        output_stride //= 2
    return side


crop = 513  # the side of a training image in the paper
rows = []
for output_stride, rates in ((16, (6, 12, 18)), (8, (12, 24, 36))):
    side = map_side(crop, output_stride)
    spans = [effective_kernel_size(3, rate) for rate in rates]
    pixels = [(span - 1) * output_stride for span in spans]
    rows.append([output_stride, side, side, rates, spans, pixels])
    print(f"output stride {output_stride}: a map of {side}×{side} cells")
    for rate, span, distance in zip(rates, spans, pixels, strict=True):
        print(
            f"  rate {rate}: {span} cells wide,"
            f" outer taps {distance} pixels apart"
        )
