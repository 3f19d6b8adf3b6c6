# evidoc: files=data/bench.json
import json
from pathlib import Path
from statistics import median

sizes = json.loads(Path("data/bench.json").read_text())["workers"]["sizes"]
seconds = {
    int(size): {way: median(costs["wall"]) for way, costs in ways.items()}
    for size, ways in sizes.items()
}
table = [
    (size, *ways.values(), ways["two jobs"] / ways["one job"])
    for size, ways in seconds.items()
]
