"""Running examples on the workers of a dask cluster instead of this machine."""

from __future__ import annotations

import importlib.metadata
import platform
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, InvalidStateError
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Any

import click

ENGINE = "evidoc"
_SAME = (ENGINE, "matplotlib", "numpy", "torch")
"""What has to be of one version here and there: records name them, and figures depend on them."""
_WAIT = 10
_LOOK = 1


@contextmanager
def executor_of(address: str) -> Iterator[Executor]:
    """Connect to a cluster and lend an executor that runs on it.

    Its workers need the engine and all that the examples import, and leave to start processes:
    ``DASK_DISTRIBUTED__WORKER__DAEMON=False`` in their environment.

    Args:
        address: Of its scheduler, as in ``tcp://host:8786``.

    Yields:
        The executor.

    Raises:
        click.ClickException: dask is not installed, no scheduler answers, or its workers cannot
            run examples.
    """
    try:
        from distributed import Client
    except ImportError:
        message = "running on a cluster needs dask: pip install 'evidoc[cluster]'"
        raise click.ClickException(message) from None
    try:
        connect: Any = Client
        client = connect(address, timeout=_WAIT)
    except (OSError, ValueError) as error:
        raise click.ClickException(f"no cluster answers at {address}: {error}") from error
    with client:
        if wrong := list(dict.fromkeys(_unfit(client, address))):
            raise click.ClickException("\n".join(wrong))
        with _Watched(client, address) as executor:
            yield executor


class _Watched(Executor):
    """An executor on a cluster whose futures fail when it has had no worker for some time.

    What ran on a worker that died runs again on another, and without one would wait for ever.
    """

    def __init__(self, client: Any, address: str) -> None:
        self._client = client
        self._inner = client.get_executor(pure=False)
        self._address = address
        self._futures: list[Future[Any]] = []
        self._ended = Event()
        self._watch = Thread(target=self._look, name="evidoc-cluster", daemon=True)
        self._watch.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a function on one of the workers."""
        inner: Future[Any] = self._inner.submit(fn, *args, **kwargs)
        outer: Future[Any] = Future()
        inner.add_done_callback(lambda _: _pass_on(inner, outer))
        outer.add_done_callback(lambda _: inner.cancel())
        self._futures.append(outer)
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Look no more; what runs is the cluster's."""
        del cancel_futures
        self._ended.set()
        if wait:
            self._watch.join()

    def _look(self) -> None:
        seen = time.monotonic()
        while not self._ended.wait(_LOOK):
            if self._has_workers():
                seen = time.monotonic()
            elif time.monotonic() - seen > _WAIT:
                lost = ConnectionError(f"the cluster at {self._address} has lost its workers")
                for future in self._futures:
                    with suppress(InvalidStateError):
                        future.set_exception(lost)
                return

    def _has_workers(self) -> bool:
        try:
            return bool(self._client.nthreads())
        except Exception:  # the scheduler is gone as well
            return False


def _pass_on(inner: Future[Any], outer: Future[Any]) -> None:
    """Let a future end as another did, unless it has ended before."""
    with suppress(InvalidStateError):
        if inner.cancelled():
            if outer.cancel():
                outer.set_running_or_notify_cancel()
        elif error := inner.exception():
            outer.set_exception(error)
        else:
            outer.set_result(inner.result())


def _unfit(client: Any, address: str) -> Iterator[str]:
    """Yield why workers cannot run examples as this machine would."""
    try:
        client.wait_for_workers(1, timeout=_WAIT)
    except TimeoutError:
        yield f"the cluster at {address} has no workers: dask worker {address}"
        return
    for worker, python in _asked(client, "__import__('platform').python_version()"):
        if python != platform.python_version():
            yield f"{worker} has Python {python}, this machine {platform.python_version()}"
    for name in _SAME:
        here = None
        with suppress(importlib.metadata.PackageNotFoundError):
            here = importlib.metadata.version(name)
        if here is None:
            continue
        question = f"__import__('importlib.metadata').metadata.version({name!r})"
        for worker, there in _asked(client, question):
            if isinstance(there, Exception):
                yield f"{worker} lacks {name}: install there what is installed here"
            elif there != here:
                yield f"{worker} has {name} {there}, this machine {here}: install the same"
    for worker, is_daemon in _asked(
        client, "__import__('multiprocessing').current_process().daemon"
    ):
        if is_daemon:
            mend = "start it with DASK_DISTRIBUTED__WORKER__DAEMON=False"
            yield f"{worker} may not start processes: {mend}"


def _asked(client: Any, expression: str) -> Iterator[tuple[str, Any]]:
    """Yield each worker with the value of an expression there, or the exception that it raised.

    Nothing of the engine is sent: a worker may lack it.
    """
    yield from sorted(client.run(eval, expression, on_error="return").items())
