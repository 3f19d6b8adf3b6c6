# evidoc: seconds=300 keeps=scores,predicted tolerance=0.06
from outline_fill import build, make_images, mean_iou, predict, train

images, labels = make_images(128, seed=1)
largest = (labels > 0).sum((1, 2)).argmax()  # the largest shapes

# A seed sets the images, their order, and the weights.
trainings = [make_images(256, seed=100 + seed) for seed in (0, 1, 2)]
scores, predicted = [], []
for rates in ((2, 4, 8, 2), (5, 5, 5, 1)):
    masks = []
    for seed, training in enumerate(trainings):
        net = train(build(rates, seed=seed), *training, seed)
        masks.append(predict(net, images))
    scores.append([mean_iou(mask, labels) for mask in masks])
    predicted.append(masks[0][largest])
    print(*(f"{score:.3f}" for score in scores[-1]))
