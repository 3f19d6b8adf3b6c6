import torch
from torch import nn

classes = 20 + 1  # PASCAL VOC의 클래스와 배경
image = torch.zeros(3, 512, 512)
conv = nn.Conv2d(3, classes, kernel_size=3, padding=1)
scores = conv(image)
score_count = scores.numel()

# 점수 하나는 입력의 어느 위치에 의존할까요?
image.requires_grad_()
conv(image)[0, 256, 256].backward()
seen = int((image.grad.abs().sum(0) > 0).sum())
box = conv.kernel_size[0] * conv.kernel_size[1]

print(
    f"이미지 {tuple(image.shape)} -> 점수 {tuple(scores.shape)}: 값 {score_count:,}개"
)
print(f"점수 하나가 보는 위치: {image[0].numel():,}곳 중 {seen}곳")
