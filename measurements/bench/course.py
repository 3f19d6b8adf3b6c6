"""What the engine's first user costs: this very course, from a copy of its files."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from bench.cost import Cost, cost
from bench.engine import Evidoc, forget
from bench.results import rounded

BARE = "bare MkDocs"
STEPS = (BARE, "first build", "second build", "check")
_OF_THE_ENGINE = re.compile(
    r"^( +evidoc:.*| +offline:.*|.*\.ipynb|hooks:.*| +custom_dir:.*)\n", re.M
)


def measure(
    folder: Path, engine: Evidoc, rounds: int, say: Callable[[str], None]
) -> dict[str, object]:
    """Measure the build with nothing remembered, the next one, and a check of its own.

    Beside them what MkDocs and its theme take for the same pages, in the same languages.
    """
    root = folder / "course"
    _copy(engine.checkout, root)
    bare = folder / "bare-course"
    builds = [
        [*engine.build(), "--config-file", name, "--site-dir", f"site-{name}"]
        for name in without_engine(root, bare)
    ]
    samples: dict[str, list[dict[str, float]]] = {step: [] for step in STEPS}
    for _ in range(rounds):
        for step in STEPS:
            if step in ("first build", "check"):
                forget(root)
            command = engine.command("check") if step == "check" else engine.build(strict=True)
            commands, where = (builds, bare) if step == BARE else ([command], root)
            done = [cost(each, where, engine.variables()) for each in commands]
            if failed := next((each for each in done if each.status), None):
                raise RuntimeError(f"{step} failed\n{failed.output[-2000:]}")
            samples[step].append(_all_of(done))
            say(f"course {step}: cpu {samples[step][-1]['cpu']:.2f}")
    steps = {step: rounded(each) for step, each in samples.items()}
    return {"steps": steps, "versions": engine.versions()}


def _all_of(parts: list[Cost]) -> dict[str, float]:
    """Return what costs one after the other are together."""
    cpu, wall = (sum(getattr(each, name) for each in parts) for name in ("cpu", "wall"))
    return {"cpu": cpu, "wall": wall, "memory": max(each.memory for each in parts)}


def without_engine(root: Path, bare: Path) -> list[str]:
    """Copy the pages without the engine; return the name of each language.s settings."""
    shutil.copytree(root / "docs", bare / "docs")
    names = [file.name for file in sorted(root.glob("mkdocs*.yml"))]
    for name in names:
        text = _OF_THE_ENGINE.sub("", (root / name).read_text("utf-8"))
        (bare / name).write_text(text, "utf-8")
    return names


def _copy(checkout: Path, root: Path) -> None:
    """Copy the files that belong to the course, without what was made from them."""
    listed = subprocess.check_output(["git", "-C", str(checkout), "ls-files", "-z"], text=True)
    for name in filter(None, listed.split("\0")):
        if (source := checkout / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, root / name)
