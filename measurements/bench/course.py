"""What the engine's first user costs: this very course, from a copy of its files."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from bench.cost import cost
from bench.engine import Evidoc, forget
from bench.results import rounded

STEPS = ("first build", "second build", "check")


def measure(
    folder: Path, engine: Evidoc, rounds: int, say: Callable[[str], None]
) -> dict[str, object]:
    """Measure the build with nothing remembered, the next one, and a check of its own."""
    root = folder / "course"
    _copy(engine.checkout, root)
    samples: dict[str, list[dict[str, float]]] = {step: [] for step in STEPS}
    for _ in range(rounds):
        for step in STEPS:
            if step != "second build":
                forget(root)
            command = engine.command("check") if step == "check" else engine.build(strict=True)
            done = cost(command, root, engine.variables())
            if done.status:
                raise RuntimeError(f"{step} failed\n{done.output[-2000:]}")
            samples[step].append({"cpu": done.cpu, "wall": done.wall, "memory": done.memory})
            say(f"course {step}: cpu {done.cpu:.2f}  wall {done.wall:.2f}")
    steps = {step: rounded(each) for step, each in samples.items()}
    return {"steps": steps, "versions": engine.versions()}


def _copy(checkout: Path, root: Path) -> None:
    """Copy the files that belong to the course, without what was made from them."""
    listed = subprocess.check_output(["git", "-C", str(checkout), "ls-files", "-z"], text=True)
    for name in filter(None, listed.split("\0")):
        if (source := checkout / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, root / name)
