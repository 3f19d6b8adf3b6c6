# evidoc: seconds=1200 keeps=checkpoints,scores,parameters,shown tolerance=0.15
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
learning_rate, batch_size, training = 3e-3, 16, 1297


def build(rates, channels=16):
    layers, inputs = [], 1
    for rate in rates:
        conv = nn.Conv2d(
            inputs, channels, 3, padding=rate, dilation=rate, bias=False
        )
        layers += [conv, nn.BatchNorm2d(channels), nn.ReLU(inplace=True)]
        inputs = channels
    return nn.Sequential(*layers, nn.Conv2d(channels, classes, 1))


def predict(net, images):
    net.eval()
    with torch.no_grad():
        predicted = net(images).argmax(1)
    net.train()
    return predicted


def mean_iou(predicted, true):
    shares = []
    for kind in range(classes):
        said, is_kind = predicted == kind, true == kind
        shares.append(int((said & is_kind).sum()) / int((said | is_kind).sum()))
    return sum(shares) / classes


scores, shown = [], []
for rates in stacks:
    curves = []
    for seed in range(3):  # of the split, the weights and the batches
        torch.manual_seed(seed)
        train, test = torch.randperm(len(images)).split(training)
        net, curve = build(rates), []
        net.to(memory_format=torch.channels_last)  # faster, for so few channels
        optimizer = torch.optim.Adam(net.parameters(), learning_rate)
        steps = max(checkpoints)
        decay = torch.optim.lr_scheduler.LinearLR(optimizer, 1, 0.01, steps)
        for step in range(1, steps + 1):
            batch = train[torch.randint(training, (batch_size,))]
            loss = functional.cross_entropy(net(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            decay.step()
            if step in checkpoints:
                predicted = predict(net, images[test])
                curve.append(mean_iou(predicted, labels[test]))
        curves.append(curve)
    scores.append(curves)
    shown.append(predicted[:2].tolist())
shown = [images[test][:2, 0].tolist(), labels[test][:2].tolist(), *shown]
parameters = sum(p.numel() for p in net.parameters())
for rates, curves in zip(stacks, scores, strict=True):
    print(f"{rates}: {[round(curve[-1], 2) for curve in curves]}")
