# evidoc: files=data/bench.json
import json
from pathlib import Path

parts = json.loads(Path("data/bench.json").read_text())
for part, measured in parts.items():
    machine = measured["machine"]
    print(
        f"{part:<8} {machine['processor']}, {machine['cores']} cores, load {measured['load']}, "
        f"Python {machine['python']}"
    )

print()
versions = {}
for measured in parts.values():
    versions |= measured["versions"]
for package, version in sorted(versions.items()):
    print(package, version)
