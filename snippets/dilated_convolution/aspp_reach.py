from fractions import Fraction

from conv_arithmetic import effective_kernel_size, valid_taps

rates = (6, 12, 18)
stride = 16
spans = [effective_kernel_size(3, rate) for rate in rates]
reach = [2 * rate * stride for rate in rates]
for rate, span, pixels in zip(rates, spans, reach, strict=True):
    print(
        f"rate={rate:>2}: {span}×{span} cells, outer taps {pixels} pixels apart"
    )

taps = 3 * 3
reads = [1, *(taps for _ in rates)]
centre_and_taps = 1 + len(rates) * (taps - 1)
box = max(spans) ** 2


def mean_taps(map_size, rate):
    """Return how many of the taps lie inside the map, on average."""
    return Fraction(
        sum(n * count for n, count in valid_taps(map_size, 3, rate).items()),
        map_size**2,
    )


side_of = {"small": 33, "large": 65}
small, large = (mean_taps(side, max(rates)) for side in side_of.values())
has_all = valid_taps(side_of["small"], 3, max(rates)).get(taps, 0)
only_centre = max(valid_taps(side_of["small"], 3, side_of["small"]))
print(
    f"widest rate, taps inside: small map {float(small):.2f}, "
    f"large map {float(large):.2f}"
)
