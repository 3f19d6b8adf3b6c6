# evidoc: files=data/bench.json
import json
from pathlib import Path
from statistics import median

measured = json.loads(Path("data/bench.json").read_text())["tests"]
cpu = {
    suite: median(costs["cpu"]) for suite, costs in measured["suites"].items()
}

for suite, seconds in cpu.items():
    print(f"{suite:<8} {seconds:6.1f}")
