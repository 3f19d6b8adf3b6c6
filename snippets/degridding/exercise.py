# region task
from conv_arithmetic import Layer, is_gap_free


def tail(rate):
    """Return falling rates to put behind two layers at a rate, so that no holes remain.

    All kernels have three taps, and the tail is to be as short as possible.
    """
    return ...  # your code


# endregion

wrong = []
for rate in range(2, 41):
    answer = tail(rate)
    shortest = next(n for n in range(9) if 3**n >= rate)
    if (
        answer is ...
        or len(answer) > shortest
        or sorted(answer, reverse=True) != list(answer)
        or not is_gap_free(
            [Layer(3, dilation=d) for d in (rate, rate, *answer)]
        )
    ):
        wrong.append(rate)
print(f"wrong: {len(wrong)} rates")
print(f"all right: {not wrong}")
