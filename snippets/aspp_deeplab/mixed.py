# evidoc: seconds=1200 keeps=scores,by_radius,predicted,parameters tolerance=0.05
from outline_fill import make_images, mean_iou, predict, train
from pyramid import Pyramid

smallest, largest = sizes = 3, 11
counts = 256, 128  # images for training and for testing
budget = {"steps": 200, "learning_rate": 4e-3, "batch_size": 8}
test_images, test_labels = make_images(counts[1], seed=1, sizes=sizes)
tests = [
    make_images(32, seed=2, sizes=(r, r)) for r in range(smallest, largest + 1)
]

# A seed sets the images, their order, and the weights.
trainings = [
    make_images(counts[0], seed=100 + seed, sizes=sizes) for seed in range(3)
]

nets = {
    "one_scale": {"rates": (7, 7, 7), "stem": (1, 2)},
    "parallel": {"rates": (2, 4, 8)},
    "series": {"rates": (2, 4, 8), "in_series": True},
}
scores, by_radius, predicted, parameters = {}, {}, {}, {}
for name, options in nets.items():
    trained = []
    for seed, training in enumerate(trainings):
        net = Pyramid(**options, seed=seed)
        trained.append(train(net, *training, seed, **budget))
    masks = [predict(net, test_images) for net in trained]
    scores[name] = [mean_iou(mask, test_labels) for mask in masks]
    print(f"{name}:", *(f"{score:.3f}" for score in scores[name]))
    by_radius[name] = [mean_iou(predict(trained[0], x), y) for x, y in tests]
    predicted[name] = masks[0][:2].tolist()
    parameters[name] = sum(p.numel() for p in net.parameters())
