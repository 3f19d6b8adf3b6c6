"""Garbage, which nobody collects where most of what is made lives to the end."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


def rest() -> None:
    """Collect nothing until ``gc.enable()``, and nothing of what is there when the process ends.

    Python looks through all that is left before it gives everything back: a seventh of a check.
    """
    gc.disable()
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


@contextmanager
def resting() -> Iterator[None]:
    """Collect nothing meanwhile, and later nothing of what was made by then: modules stay."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collects:
            gc.enable()
