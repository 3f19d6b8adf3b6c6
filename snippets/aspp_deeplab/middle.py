# evidoc: seconds=600 keeps=rates,scores,by_radius,predicted tolerance=0.05
from outline_fill import make_images, mean_iou, predict, train
from pyramid import Pyramid

rates = (3, 3, 3)
smallest, largest = 3, 11
images, labels = make_images(256, seed=0, sizes=(smallest, largest))
test_images, test_labels = make_images(128, seed=1, sizes=(smallest, largest))
tests = [
    make_images(32, seed=2, sizes=(r, r)) for r in range(smallest, largest + 1)
]

scores, by_radius = [], []
for seed in range(3):
    net = train(
        Pyramid(rates, seed=seed), images, labels, seed, learning_rate=4e-3
    )
    predicted = predict(net, test_images)
    scores.append(mean_iou(predicted, test_labels))
    by_radius.append([mean_iou(predict(net, x), y) for x, y in tests])
    print(f"{seed}: {scores[-1]:.3f}")

predicted = predicted[:3].tolist()
parameters = sum(p.numel() for p in net.parameters())
