"""Part of a check in processes of its own: forked, they know all that this one has read."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Hashable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")

_work: Mapping[Any, Callable[[], Any]] = {}
"""What the processes that were forked may be asked to do."""


def processors() -> int:
    """Return how many processes can be at work at once, where they can be forked."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


@contextmanager
def begun(
    work: Mapping[Key, Callable[[], Result]], workers: int
) -> Iterator[Mapping[Key, Callable[[], Result]]]:
    """Begin work elsewhere, from its first piece on, while this process does something else.

    Args:
        work: The pieces; results and errors have to be such as processes can send.
        workers: How many processes to begin it in; with none, nothing is begun.

    Yields:
        What returns the result of each piece; of one that nobody has begun it is made here.
    """
    global _work
    if not workers:
        yield work
        return
    _work = work
    executor = ProcessPoolExecutor(workers, get_context("fork"), initializer=_leave_interrupts)
    try:
        futures = {key: executor.submit(_do, key) for key in work}
        yield {key: partial(_result, future, work[key]) for key, future in futures.items()}
    finally:
        executor.shutdown(cancel_futures=True)
        _work = {}


def _leave_interrupts() -> None:
    """Leave it to the parent to end everything."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(key: Hashable) -> Any:
    return _work[key]()


def _result(future: Future[Result], here: Callable[[], Result]) -> Result:
    return here() if future.cancel() else future.result()
