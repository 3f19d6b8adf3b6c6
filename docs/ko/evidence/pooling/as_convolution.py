import torch
from torch import nn
from torch.nn import functional

# 정수를 넷으로 나눈 값은 부동소수점으로 정확합니다.
x = torch.randint(-9, 10, (1, 3, 8, 8)).double()

depthwise = nn.Conv2d(3, 3, 2, stride=2, groups=3, bias=False).double()
nn.init.constant_(depthwise.weight, 1 / 4)
mean_is_linear = torch.equal(functional.avg_pool2d(x, 2), depthwise(x))

picked = functional.max_pool2d(x, kernel_size=1, stride=2)
is_subsampling = torch.equal(picked, x[..., ::2, ::2])

negated = functional.max_pool2d(-x, 2)
max_is_linear = torch.equal(negated, -functional.max_pool2d(x, 2))
print(f"평균 풀링은 합성곱임: {mean_is_linear}")
print(f"한 칸짜리 풀링은 서브샘플링임: {is_subsampling}")
print(f"최대 풀링은 입력과 함께 부호가 바뀜: {max_is_linear}")

# ReLU와 최대 풀링은 순서를 바꿔도 되지만 ReLU와 평균은 안 됩니다.
relu = functional.relu
max_commutes = torch.equal(
    relu(functional.max_pool2d(x, 2)), functional.max_pool2d(relu(x), 2)
)
mean_commutes = torch.equal(
    relu(functional.avg_pool2d(x, 2)), functional.avg_pool2d(relu(x), 2)
)
print(f"ReLU를 앞뒤로 바꾸어도 같음: 최댓값 {max_commutes}, 평균 {mean_commutes}")
