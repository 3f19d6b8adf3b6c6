import matplotlib.pyplot as plt
from sklearn.datasets import load_sample_image

# A temple roof out of scikit-learn's sample, made grey and small by averaging blocks.
block, side = 6, 64
photo = load_sample_image("china.jpg").mean(axis=2)
top, left = 20, 130
roof = photo[top : top + block * side, left : left + block * side]
picture = roof.reshape(side, block, side, block).mean(axis=(1, 3)).round()

fig = plt.figure("picture", figsize=(3, 3))
ax = fig.add_axes((0, 0, 1, 1))
ax.imshow(picture, cmap="gray", vmin=0, vmax=255, interpolation="none")
ax.axis("off")
table = [["column", "top row", "bottom row"]]
table += [
    [column, int(picture[0, column]), int(picture[-1, column])]
    for column in range(side)
]
