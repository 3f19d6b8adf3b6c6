import torch
from torch.nn import functional


def causal_sum(x, kernel, dilation):
    """커널과 현재, 과거의 곱을 더합니다."""
    output = torch.zeros_like(x)
    for t in range(len(x)):
        for back, weight in enumerate(kernel.flip(0)):
            if t >= back * dilation:
                output[t] += weight * x[t - back * dilation]
    return output


def causal_conv(x, kernel, dilation):
    """과거 쪽에만 패딩을 넣고 합성곱합니다."""
    span = dilation * (len(kernel) - 1)
    padded = functional.pad(x, (span, 0))[None, None]
    return functional.conv1d(padded, kernel[None, None], dilation=dilation)[
        0, 0
    ]


torch.manual_seed(0)
# 정수 값이므로 어떤 순서로 더해도 합이 정확합니다.
x = torch.randint(-9, 10, (16,)).double()
kernel = torch.randint(-9, 10, (3,)).double()
y = causal_conv(x, kernel, 4)
print(f"입력 {len(x)}개, 출력 {len(y)}개")
print(f"반복문과 같음: {torch.equal(y, causal_sum(x, kernel, 4))}")

# 과거만으로 정해집니다. 미래를 잘라 내도 앞의 출력은 바뀌지 않습니다.
moments = range(1, len(x) + 1)
same = [
    torch.equal(causal_conv(x[:moment], kernel, 4), y[:moment])
    for moment in moments
]
print(f"과거만으로 같은 출력: {all(same)}")
