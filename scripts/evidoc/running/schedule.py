"""Run many examples, on any executor."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed

from evidoc.core.model import Failure, Job, Outcome
from evidoc.running.isolate import Supervisors, run_one


def run_many(
    jobs: Iterable[Job],
    *,
    executor: Executor | None = None,
    workers: int | None = None,
    stop: threading.Event | None = None,
) -> Iterator[tuple[Job, Outcome]]:
    """Yield each job with its outcome as it ends; who leaves before the end stops those that run.

    Args:
        jobs: What to run.
        executor: Where; by default threads of this process, each of which waits for its child.
        workers: How many at once without an executor; by default as many as there are processors.
        stop: Set to stop those that run, without an executor.
    """
    left = threading.Event()
    own = executor or ThreadPoolExecutor(workers or os.cpu_count())
    given = () if executor else (left, *([stop] if stop else []))
    supervisors = Supervisors()
    run = run_one if executor else supervisors.run  # elsewhere there are others
    futures = {own.submit(run, job, *given): job for job in jobs}
    try:
        for future in as_completed(futures):
            yield futures[future], _result(future)
    finally:
        for future in futures:
            future.cancel()
        left.set()
        if executor is None:
            own.shutdown(wait=True)
        supervisors.close()


def _result(future: Future[Outcome]) -> Outcome:
    try:
        return future.result()
    except Exception as error:  # of a cluster, whose workers may lack anything, and end
        reason = f"{type(error).__name__}: {error}"
        return Outcome(failure=Failure(f"could not run where it was sent: {reason}"))
