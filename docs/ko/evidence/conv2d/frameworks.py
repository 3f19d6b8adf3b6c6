import torch
from torch.nn import functional


def same_size(size, stride):
    """나누어 올림합니다."""
    return -(-size // stride)


size, kernel_size, stride = 8, 3, 2
x = torch.arange(size).double()[None, None]
first = torch.tensor([[[1, 0, 0]]]).double()  # 창의 첫 칸만 읽음

# PyTorch: 패딩을 직접 주고, 양쪽이 같습니다.
one_each = 1
torch_reads = functional.conv1d(x, first, stride=stride, padding=one_each)

# TensorFlow와 JAX: 출력 크기에 필요한 만큼만 넣습니다.
outputs = same_size(size, stride)
total = max(0, (outputs - 1) * stride + kernel_size - size)
left, right = total // 2, total - total // 2
padded = functional.pad(x, (left, right))
same_reads = functional.conv1d(padded, first, stride=stride)

print(f"패딩 {one_each}, {one_each}: {torch_reads.flatten().tolist()}")
print(f"패딩 {left}, {right}: {same_reads.flatten().tolist()}")
shapes_equal = torch_reads.shape == same_reads.shape
print(f"출력의 크기가 같음: {shapes_equal}")
