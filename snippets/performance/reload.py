# evidoc: files=data/bench.json
import json
from pathlib import Path

sizes = json.loads(Path("data/bench.json").read_text())["scale"]["series"][
    "pages"
]
pages = [int(size) for size in sizes]
bare = [costs["bare reload"]["wall"] for costs in sizes.values()]
engine = [costs["reload"]["wall"] for costs in sizes.values()]
table = [
    (n, other, own, own / other)
    for n, other, own in zip(pages, bare, engine, strict=True)
]
