"""What a measurement has to say of the machine it was made on; no names, no folders."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path


def processor() -> str:
    """Return the processor's name, as far as the system tells it."""
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text("utf-8"))
    except OSError:
        found = None
    return found[1].strip() if found else platform.processor() or platform.machine()


def machine() -> dict[str, object]:
    """Return the processor, its cores and the version of Python."""
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "system": platform.system(),
    }


def load() -> int:
    """Return how many programs ran or waited for their turn, on average of the last 15 minutes."""
    return round(os.getloadavg()[2])
