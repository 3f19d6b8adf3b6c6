import math

import matplotlib.pyplot as plt

radii = [1, 2, 3, 4, 5]
areas = [math.pi * radius**2 for radius in radii]

# region drawing
plt.figure("areas", figsize=(4, 2.6))
plt.plot(radii, areas, marker="o")
plt.xlabel("radius")
plt.ylabel("area")
# endregion
