# evidoc: files=data/conv_time.json
import json
from pathlib import Path

import matplotlib.pyplot as plt

from palette import DILATED, PLAIN

measured = json.loads(Path("data/conv_time.json").read_text())
dilated = {int(d): ms for d, ms in measured["dilated"].items()}
dense = {int(k): ms for k, ms in measured["dense"].items()}
slowdown = max(dilated.values()) / min(dilated.values())
dense_size = max(dense)
dense_slowdown = dense[dense_size] / max(dilated.values())

print(f"{measured['processor']}, threads: {measured['threads']}")
for d, ms in dilated.items():
    print(f"dilation={d:>2}: {ms:5.1f} ms")
for k, ms in dense.items():
    print(f"dense {k}×{k}:   {ms:5.1f} ms")

fig, ax = plt.subplots(num="time", figsize=(5.4, 3))
names = [f"d = {d}" for d in dilated], [f"{k}×{k}" for k in dense]
ax.barh(names[0], dilated.values(), color=DILATED, label="dilated")
ax.barh(names[1], dense.values(), color=PLAIN, label="dense")
ax.invert_yaxis()
ax.set_xlabel("ms")
ax.legend()
