# evidoc: seconds=600 keeps=scores,by_radius,predicted,parameters tolerance=0.05
from outline_fill import make_images, mean_iou, predict, train
from pyramid import Pyramid

smallest, largest = sizes = 3, 11
test_images, test_labels = make_images(128, seed=1, sizes=sizes)
tests = [
    make_images(32, seed=2, sizes=(r, r)) for r in range(smallest, largest + 1)
]

nets = {
    "one_scale": {"rates": (7, 7, 7), "stem": (1, 2)},
    "parallel": {"rates": (2, 4, 8)},
    "series": {"rates": (2, 4, 8), "in_series": True},
}
scores = {name: [] for name in nets}
by_radius, predicted, parameters = {}, {}, {}
for name, options in nets.items():
    for seed in range(3):
        images, labels = make_images(256, seed=100 + seed, sizes=sizes)
        net = Pyramid(**options, seed=seed)
        train(net, images, labels, seed, steps=250, learning_rate=4e-3)
        mask = predict(net, test_images)
        scores[name].append(mean_iou(mask, test_labels))
        print(f"{name} {seed}: {scores[name][-1]:.3f}")
    by_radius[name] = [mean_iou(predict(net, x), y) for x, y in tests]
    predicted[name] = mask[:2].tolist()
    parameters[name] = sum(p.numel() for p in net.parameters())
