# evidoc: files=data/bench.json
import json
from pathlib import Path
from statistics import median

steps = json.loads(Path("data/bench.json").read_text())["course"]["steps"]
cpu = {step: median(costs["cpu"]) for step, costs in steps.items()}
memory = {step: round(median(costs["memory"])) for step, costs in steps.items()}
table = [(cpu[step], memory[step]) for step in steps]
times_bare = cpu["first build"] / cpu["bare MkDocs"]
