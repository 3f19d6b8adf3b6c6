from collections import deque

import torch
from torch.nn import functional

torch.manual_seed(0)
rates = [1, 2, 4, 8]
length = 40
# 정수 값이므로 어떤 순서로 더해도 합이 정확합니다.
weights = [torch.randint(-2, 3, (2,)).double() for _ in rates]
signal = torch.randint(-5, 6, (length,)).double()

# 한꺼번에: 레이어마다 신호 전체를 처리합니다.
whole = signal[None, None]
for rate, weight in zip(rates, weights, strict=True):
    padded = functional.pad(whole, (rate, 0))
    whole = functional.conv1d(padded, weight[None, None], dilation=rate).relu()

# 표본 하나씩: 레이어마다 rate만큼의 값을 기억합니다.
buffers = [deque([0.0] * rate, maxlen=rate) for rate in rates]
streamed = []
for sample in signal.tolist():
    value = sample
    for buffer, (past, present) in zip(buffers, weights, strict=True):
        delayed = buffer[0]
        buffer.append(value)
        value = max(0.0, float(past) * delayed + float(present) * value)
    streamed.append(value)

same = streamed == whole.flatten().tolist()
remembered = sum(len(buffer) for buffer in buffers)
naive = sum(2**level for level in range(len(rates)))  # 트리의 마디 수
print(f"출력 {length}개가 모두 같음: {same}")
print(f"기억하는 값: {remembered}개")
print(f"표본마다 계산하는 마디: {len(rates)}개, 기억이 없으면 {naive}개")
