# evidoc: uses=manual/throws
import json
import math
from pathlib import Path

kept = json.loads(Path("manual/throws.kept.json").read_text())
estimates = kept["estimates"]
mean = sum(estimates) / len(estimates)
error = abs(mean - math.pi)
print(f"mean: {mean:.2f}")
