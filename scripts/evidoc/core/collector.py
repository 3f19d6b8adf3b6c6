"""Garbage, which nobody collects where most of what is made lives to the end."""

from __future__ import annotations

import atexit
import gc


def rest() -> None:
    """Collect nothing until ``gc.enable()``, and nothing of what is there when the process ends.

    Python looks through all that is left before it gives everything back: a seventh of a check.
    """
    gc.disable()
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
