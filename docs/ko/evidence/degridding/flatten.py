from fractions import Fraction

grid = [Fraction(1), Fraction(0), Fraction(0), Fraction(0)] * 4


def smooth(signal, rate):
    """고리 위에서 각 값을 rate만큼 떨어진 양옆과 평균합니다."""
    n = len(signal)
    return [
        (signal[i - rate] + 2 * signal[i] + signal[(i + rate) % n]) / 4
        for i in range(n)
    ]


def contrast(rates, skip=False):
    """레이어를 지난 뒤에도 격자의 값이 얼마나 벌어져 있는지 반환합니다."""
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
    print(f"레이어 {rates}: 남은 대비 {left[tuple(rates)]}")
print(f"잔차 연결을 둔 레이어 {cases[5]}: {with_skip}")
