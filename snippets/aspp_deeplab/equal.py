# evidoc: seconds=1200 keeps=rates,scores,by_radius,predicted tolerance=0.05
from outline_fill import make_images, mean_iou, predict, train
from pyramid import Pyramid

smallest, largest = sizes = 3, 11
test_images, test_labels = make_images(128, seed=1, sizes=sizes)
tests = [
    make_images(32, seed=2, sizes=(r, r)) for r in range(smallest, largest + 1)
]

# A seed sets the images, their order, and the weights.
trainings = [
    make_images(256, seed=100 + seed, sizes=sizes) for seed in range(3)
]

rates = [1, 3, 5, 6, 8]
scores, by_radius, predicted = [], [], []
for rate in rates:
    nets = []
    for seed, training in enumerate(trainings):
        net = Pyramid((rate, rate, rate), seed=seed)
        train(net, *training, seed, steps=200, learning_rate=4e-3)
        nets.append(net)
    masks = [predict(net, test_images) for net in nets]
    scores.append([mean_iou(mask, test_labels) for mask in masks])
    by_radius.append([mean_iou(predict(nets[0], x), y) for x, y in tests])
    predicted.append(masks[0][:2].tolist())
    print(f"{rate}:", *(f"{score:.3f}" for score in scores[-1]))
