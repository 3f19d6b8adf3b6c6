"""Running examples on the workers of a dask cluster instead of this machine."""

from __future__ import annotations

import importlib.metadata
import platform
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from typing import Any

import click

ENGINE = "evidoc"
_SAME = (ENGINE, "matplotlib", "numpy", "torch")
"""What has to be of one version here and there: records name them, and figures depend on them."""
_WAIT = 10


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
        click.ClickException: dask is not installed, no scheduler answers, or its workers cannot
            run examples.
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
        client = connect(address, timeout=_WAIT)
    except (OSError, ValueError) as error:
        raise click.ClickException(f"no cluster answers at {address}: {error}") from error
    with client:
        if wrong := list(dict.fromkeys(_unfit(client, address))):
            raise click.ClickException("\n".join(wrong))
        yield client.get_executor(pure=False)


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
