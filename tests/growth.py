"""Whether time grows with the length of an input, or with a power of it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def is_linear(act: Callable[[int], object], length: int) -> bool:
    """Return whether four times a length takes far less than the sixteen times of n².

    Args:
        act: Does what is measured, with an input of that length.
        length: One that takes hundredths of a second, so that what is constant does not show.
    """

    def seconds(length: int) -> float:
        begin = time.process_time()
        act(length)
        return time.process_time() - begin

    gc.collect()
    gc.disable()  # it walks through what other tests left
    try:
        act(0)  # what is loaded and read once is no part of it
        short = max(seconds(length), 0.05)
        # A machine that is busy slows one measurement, not each; what grows with n² slows each.
        return any(seconds(4 * length) < 9 * short for _ in range(4))
    finally:
        gc.enable()
