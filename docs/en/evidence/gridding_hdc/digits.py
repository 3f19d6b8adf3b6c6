import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional

stacks = [(2, 2, 2, 2), (1, 2, 4, 1)]
checkpoints = [125, 250, 500, 1000]
digits = load_digits()
small = torch.tensor(digits.images, dtype=torch.float32)[:, None] / 16
images = functional.interpolate(small, scale_factor=2, mode="nearest")
# Background is class zero, the strokes of a digit are its class plus one.
kinds = torch.tensor(digits.target)[:, None, None] + 1
labels = torch.where(images[:, 0] > 0.5, kinds, 0)
classes = int(kinds.max()) + 1
order = torch.randperm(len(images), generator=torch.Generator().manual_seed(0))
train, test = order[:1297], order[1297:]


def build(rates, channels=16):
    layers, inputs = [], 1
    for rate in rates:
        conv = nn.Conv2d(
            inputs, channels, 3, padding=rate, dilation=rate, bias=False
        )
        layers += [conv, nn.BatchNorm2d(channels), nn.ReLU()]
        inputs = channels
    return nn.Sequential(*layers, nn.Conv2d(channels, classes, 1))


def predict(net):
    net.eval()
    with torch.no_grad():
        predicted = net(images[test]).argmax(1)
    net.train()
    return predicted


def mean_iou(predicted, true):
    shares = []
    for kind in range(classes):
        said, is_kind = predicted == kind, true == kind
        shares.append(int((said & is_kind).sum()) / int((said | is_kind).sum()))
    return sum(shares) / classes


scores, shown = [], [images[test][:4, 0].tolist(), labels[test][:4].tolist()]
for rates in stacks:
    curves = []
    for seed in range(3):
        torch.manual_seed(seed)
        net, curve = build(rates), []
        optimizer = torch.optim.Adam(net.parameters(), 3e-3)
        steps = max(checkpoints)
        decay = torch.optim.lr_scheduler.LinearLR(optimizer, 1, 0.01, steps)
        for step in range(1, steps + 1):
            batch = train[torch.randint(len(train), (16,))]
            loss = functional.cross_entropy(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            decay.step()
            if step in checkpoints:
                predicted = predict(net)
                curve.append(mean_iou(predicted, labels[test]))
        curves.append(curve)
    scores.append(curves)
    shown.append(predicted[:4].tolist())
parameters = sum(p.numel() for p in net.parameters())
for rates, curves in zip(stacks, scores, strict=True):
    print(f"{rates}: {[round(curve[-1], 2) for curve in curves]}")
