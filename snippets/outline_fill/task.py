# evidoc: keeps=image,truth tolerance=0.03
import matplotlib.pyplot as plt
from matplotlib.colors import ListedColormap

from outline_fill import BACKGROUND, make_images
from palette import CLASSES

training, test = make_images(256, seed=100), make_images(128, seed=1)
images, labels = test
largest = (labels > 0).sum((1, 2)).argmax()
image, truth = images[largest, 0].round(decimals=2), labels[largest]
background = (labels == BACKGROUND).double().mean().item()
counts = (len(training[0]), len(test[0]))

colours = ListedColormap(CLASSES)
fig, axes = plt.subplots(2, 4, num="task", figsize=(5.6, 3))
for column, (above, below) in enumerate(axes.T):
    above.imshow(images[column, 0], cmap="gray", vmin=-0.5, vmax=1.5)
    below.imshow(labels[column], cmap=colours, vmax=2)
    above.axis("off")
    below.axis("off")
table = [["what it shows", "share of the pixels"]]
for kind, name in enumerate(("the background", "the disc", "the square")):
    share = (labels == kind).double().mean().item()
    table.append([name, round(share, 3)])
