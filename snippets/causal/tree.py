import matplotlib.pyplot as plt
from matplotlib.collections import LineCollection

from conv_arithmetic import Layer, hit_counts
from palette import MIXED, NEUTRAL

rates = (1, 2, 4, 8)
length = sum(rates) + 1

# The moments that the last output needs, from the top down.
needed = {length - 1}
reached, thick, thin = [needed], [], []
for level in range(len(rates), 0, -1):
    rate = rates[level - 1]
    for moment in range(rate, length):
        lines = thick if moment in needed else thin
        for earlier in (moment, moment - rate):
            lines.append([(earlier, level - 1), (moment, level)])
    needed = needed | {moment - rate for moment in needed}
    reached.append(needed)

fig, ax = plt.subplots(num="tree", figsize=(4.8, 3))
ax.add_collection(LineCollection(thin, colors=NEUTRAL, linewidths=0.4))
ax.add_collection(LineCollection(thick, colors=MIXED, linewidths=1.6))
for level, moments in enumerate(reversed(reached)):
    ax.scatter(sorted(moments), [level] * len(moments), color=MIXED, zorder=3)
ax.set_yticks(range(len(rates) + 1), ["input", *map(str, rates)])
ax.set_xlabel("time step")
ax.set_ylabel("rate of the layer")

paths = hit_counts([Layer(2, dilation=rate) for rate in rates])
nodes = [len(moments) for moments in reversed(reached)]
table = [["rate", "time steps needed"], *zip(["", *rates], nodes, strict=True)]
print(f"time steps needed, from the input up: {nodes}")
print(f"paths from each input: {paths}")
