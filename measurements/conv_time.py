"""Measure how long convolutions take on this machine, into a file that an example draws.

The times belong to one machine and one moment: the file names both, and no test asserts any.
"""

from __future__ import annotations

import json
import platform
import re
import time
from pathlib import Path

import torch
from torch import nn

FILE = Path(__file__).parents[1] / "snippets" / "data" / "conv_time.json"
CHANNELS, SIDE, BATCH, RUNS = 64, 128, 2, 40
DILATIONS = (1, 2, 4, 8, 16, 32)
DENSE = (5, 9)


def milliseconds(kernel_size: int, dilation: int) -> float:
    """Return the shortest of several runs: what is longer is the rest of the machine."""
    padding = dilation * (kernel_size - 1) // 2
    conv = nn.Conv2d(CHANNELS, CHANNELS, kernel_size, padding=padding, dilation=dilation)
    x = torch.zeros(BATCH, CHANNELS, SIDE, SIDE)
    shortest = float("inf")
    with torch.no_grad():
        for _ in range(RUNS):
            begin = time.perf_counter()
            conv(x)
            shortest = min(shortest, time.perf_counter() - begin)
    return round(shortest * 1000, 1)


def processor() -> str:
    """Return the processor's name, as far as the system tells it."""
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text("utf-8"))
    except OSError:
        found = None
    return found[1].strip() if found else platform.processor() or platform.machine()


def main() -> None:
    """Measure and write the file."""
    torch.set_num_threads(1)
    measured = {
        "processor": processor(),
        "torch": torch.__version__.partition("+")[0],
        "threads": torch.get_num_threads(),
        "channels": CHANNELS,
        "side": SIDE,
        "batch": BATCH,
        "runs": RUNS,
        "dilated": {d: milliseconds(3, d) for d in DILATIONS},
        "dense": {k: milliseconds(k, 1) for k in DENSE},
    }
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(measured, indent=1) + "\n", "utf-8")
    print(FILE.read_text("utf-8"))


if __name__ == "__main__":
    main()
