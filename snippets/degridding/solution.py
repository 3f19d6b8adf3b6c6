from conv_arithmetic import Layer, is_gap_free


def tail(rate):
    """Let each rate be as large as what the smaller ones fill: powers of three."""
    rates, filled = [], 1
    while filled < rate:
        rates.insert(0, filled)
        filled *= 3
    return rates


wrong = []
for rate in range(2, 41):
    answer = tail(rate)
    shortest = next(n for n in range(9) if 3**n >= rate)
    if (
        len(answer) > shortest
        or sorted(answer, reverse=True) != list(answer)
        or not is_gap_free(
            [Layer(3, dilation=d) for d in (rate, rate, *answer)]
        )
    ):
        wrong.append(rate)
print(f"wrong: {len(wrong)} rates")
print(f"all right: {not wrong}")
