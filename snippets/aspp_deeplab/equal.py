# evidoc: seconds=600 keeps=rates,scores,by_radius,predicted tolerance=0.05
from outline_fill import make_images, mean_iou, predict, train
from pyramid import Pyramid

smallest, largest = sizes = 3, 11
images, labels = make_images(256, seed=100, sizes=sizes)
test_images, test_labels = make_images(128, seed=1, sizes=sizes)
tests = [
    make_images(32, seed=2, sizes=(r, r)) for r in range(smallest, largest + 1)
]

rates = [1, 2, 3, 4, 5, 6, 7, 8]
scores, by_radius, predicted = [], [], []
for rate in rates:
    net = Pyramid((rate, rate, rate))
    train(net, images, labels, seed=0, steps=250, learning_rate=4e-3)
    mask = predict(net, test_images)
    scores.append(mean_iou(mask, test_labels))
    by_radius.append([mean_iou(predict(net, x), y) for x, y in tests])
    predicted.append(mask[:2].tolist())
    print(f"{rate}: {scores[-1]:.3f}")
