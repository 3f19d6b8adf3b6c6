"""The file of measurements: one part of it for each thing that is measured."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.environments import ROOT

FILE = ROOT / "snippets" / "data" / "bench.json"
DIGITS = {"cpu": 2, "wall": 2, "memory": 0}


def rounded(samples: Sequence[Mapping[str, float]]) -> dict[str, list[float]]:
    """Return the samples of each quantity, as they are written."""
    quantities = samples[0] if samples else {}
    return {key: [round(each[key], DIGITS[key]) or 0.0 for each in samples] for key in quantities}


def ratios(samples: Sequence[float], base: Sequence[float]) -> float:
    """Return the median of the ratios of samples that were taken in the same round.

    Where one side has fewer rounds, its median stands for those that are missing.
    """
    rounds = max(len(samples), len(base))
    full = [*samples, *[median(samples)] * (rounds - len(samples))]
    full_base = [*base, *[median(base)] * (rounds - len(base))]
    return median(one / other for one, other in zip(full, full_base, strict=True))


def described(steps: Mapping[str, Mapping[str, Mapping[str, Sequence[float]]]]) -> list[str]:
    """Return the medians of all peers, and their CPU seconds as multiples of the first one's."""
    lines = []
    for step, costs in steps.items():
        base = next(iter(costs.values()))
        for peer, samples in costs.items():
            told = "".join(f"{key:>8} {median(each):7.2f}" for key, each in samples.items())
            times = ratios(samples["cpu"], base["cpu"])
            lines.append(f"{step:<6}{peer:<28}{told}   × {times:.2f}")
    return lines


def merge(file: Path, parts: Mapping[str, Any]) -> None:
    """Put newly measured parts in place of the old ones; the others stay."""
    known = json.loads(file.read_text("utf-8")) if file.exists() else {}
    for name, part in parts.items():
        old = known.get(name)
        keep = name == "sites" and old and old["machine"] == part["machine"]
        known[name] = _with_steps_of(old, part) if keep else part
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(compact(known) + "\n", "utf-8")


def _with_steps_of(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return the new part with the steps, and the peers in them, that were not measured again."""
    steps = {step: {**old["steps"].get(step, {}), **costs} for step, costs in new["steps"].items()}
    versions = {**old["versions"], **new["versions"]}
    return {**new, "versions": versions, "steps": {**old["steps"], **steps}}


def compact(value: Any, indent: int = 0) -> str:
    """Return JSON that has a line for whatever fits on one."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + indent <= 100 or not isinstance(value, dict | list) or not value:
        return line
    pad = " " * (indent + 1)
    if isinstance(value, list):
        inner = [compact(each, indent + 1) for each in value]
        return "[\n" + ",\n".join(pad + each for each in inner) + f"\n{' ' * indent}]"
    inner = [
        f"{json.dumps(key, ensure_ascii=False)}: {compact(each, indent + 1)}"
        for key, each in value.items()
    ]
    return "{\n" + ",\n".join(pad + each for each in inner) + f"\n{' ' * indent}}}"
