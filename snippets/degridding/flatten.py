from fractions import Fraction

grid = [Fraction(1), Fraction(0), Fraction(0), Fraction(0)] * 4


def smooth(signal, rate):
    """Average each value with its two neighbours at a rate, on a ring."""
    n = len(signal)
    return [
        (signal[i - rate] + 2 * signal[i] + signal[(i + rate) % n]) / 4
        for i in range(n)
    ]


def contrast(rates, skip=False):
    """Return how far apart the values of the grid still are after layers."""
    signal = grid
    for rate in rates:
        smoothed = smooth(signal, rate)
        if skip:
            smoothed = [a + b for a, b in zip(signal, smoothed, strict=True)]
        signal = smoothed
    return (max(signal) - min(signal)) / max(signal)


period = 4
cases = [[4], [4, 4], [1], [1, 1], [2], [2, 1], [1, 2]]
left = {tuple(rates): contrast(rates) for rates in cases}
with_skip = contrast(cases[5], skip=True)
for rates in cases:
    print(f"layers {rates}: {left[tuple(rates)]} of the contrast left")
print(f"layers {cases[5]} with skips: {with_skip} left")
