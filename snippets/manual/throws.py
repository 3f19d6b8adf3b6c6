# evidoc: seconds=20 keeps=estimates tolerance=0.02
import random

# Darts at a square: the share that hits the circle in it leads to π.
darts = 2000
estimates = []
for seed in range(5):
    thrower = random.Random(seed)
    hits = sum(
        thrower.random() ** 2 + thrower.random() ** 2 < 1 for _ in range(darts)
    )
    estimates.append(4 * hits / darts)

print(f"{len(estimates)} × {darts}")
