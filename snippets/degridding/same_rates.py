# evidoc: seconds=300 keeps=scores,speckle,predicted,parameters tolerance=0.06
from outline_fill import build, make_images, mean_iou, predict, train

training = make_images(256, seed=0)
images, labels = make_images(128, seed=1)


def speckle_share(classes):
    """Share of inner pixels that none of their four neighbours agrees with."""
    inner = classes[:, 1:-1, 1:-1]
    above, below = classes[:, :-2, 1:-1], classes[:, 2:, 1:-1]
    left, right = classes[:, 1:-1, :-2], classes[:, 1:-1, 2:]
    alone = (inner != above) & (inner != below)
    alone &= (inner != left) & (inner != right)
    return alone.double().mean().item()


scores, speckle, masks = [], [], []
for seed in (0, 1, 2):
    net = train(build((4, 4, 4, 4), seed=seed), *training, seed)
    mask = predict(net, images)
    scores.append(mean_iou(mask, labels))
    speckle.append(speckle_share(mask))
    masks.append(mask)
    print(f"{scores[-1]:.3f}")
predicted = masks[0][:3]
parameters = sum(parameter.numel() for parameter in net.parameters())
