# evidoc: files=data/conv_time.json
import json
from pathlib import Path

import matplotlib.pyplot as plt

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

fig, ax = plt.subplots(num="time")
ax.bar([f"d = {d}" for d in dilated], dilated.values(), label="dilated")
ax.bar([f"{k}×{k}" for k in dense], dense.values(), label="dense")
ax.set_ylabel("ms")
ax.legend()
