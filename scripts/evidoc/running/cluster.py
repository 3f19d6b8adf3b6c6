"""Running examples on the workers of a dask cluster instead of this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Executor, Future, InvalidStateError
from contextlib import contextmanager, suppress
from typing import Any

import click


@contextmanager
def executor_of(address: str | None) -> Iterator[Executor | None]:
    """Connect to a cluster and lend an executor that runs on it; None without an address.

    Its workers need the engine and all that the examples import, and leave to start processes:
    ``DASK_DISTRIBUTED__WORKER__DAEMON=False`` in their environment.

    Args:
        address: Of its scheduler, as in ``tcp://host:8786``.

    Yields:
        The executor.

    Raises:
        click.ClickException: dask is not installed, or no scheduler answers.
    """
    if address is None:
        yield None
        return
    try:
        from distributed import Client
    except ImportError:
        message = "running on a cluster needs dask: pip install 'evidoc[cluster]'"
        raise click.ClickException(message) from None
    try:
        connect: Any = Client
        client = connect(address, timeout=10)
    except (OSError, ValueError) as error:
        raise click.ClickException(f"no cluster answers at {address}: {error}") from error
    with client:
        if not _has_workers(client, _PATIENCE):
            raise click.ClickException(f"the cluster at {address} has no workers: start some")
        executor = _Watched(client)
        try:
            yield executor
        finally:
            executor.left.set()


_PATIENCE = 10
"""Seconds that a cluster may be without workers."""


def _has_workers(client: Any, seconds: float) -> bool:
    try:
        client.wait_for_workers(1, timeout=seconds)
    except TimeoutError:
        return False
    return True


class _Watched(Executor):
    """Runs on a cluster, and gives up when it has no workers left: dask would wait for ever."""

    def __init__(self, client: Any) -> None:
        self.left = threading.Event()
        self._client = client
        self._executor = client.get_executor(pure=False)
        self._futures: list[Future[Any]] = []
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, *arguments: Any, **named: Any) -> Future[Any]:
        """Send a call to a worker."""
        future: Future[Any] = self._executor.submit(*arguments, **named)
        self._futures.append(future)
        return future

    def _watch(self) -> None:
        while not self.left.wait(_PATIENCE / 10):
            if not _has_workers(self._client, _PATIENCE):
                for future in self._futures:
                    with suppress(InvalidStateError):
                        future.set_exception(RuntimeError("no worker of the cluster is left"))
                return
