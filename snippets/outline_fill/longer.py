# evidoc: seconds=600 keeps=scores tolerance=0.06
import inspect

from outline_fill import build, make_images, mean_iou, predict, train

training = make_images(256, seed=100)
images, labels = make_images(128, seed=1)
usual = inspect.signature(train).parameters["steps"].default
steps = 4 * usual

variants = {
    "plain": ((1, 1, 1, 1), ()),
    "pooled": ((1, 1, 1, 1), (1, 2)),
    "doubling": ((1, 2, 4, 8), ()),
    "same_rates": ((4, 4, 4, 4), ()),
    "falling_rates": ((4, 4, 2, 1), ()),
}
scores = {}
for name, (rates, pools) in variants.items():
    net = train(build(rates, pools_after=pools), *training, 0, steps=steps)
    scores[name] = mean_iou(predict(net, images), labels)
    print(*rates, f"{scores[name]:.3f}")
