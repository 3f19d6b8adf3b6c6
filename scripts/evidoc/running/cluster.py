"""Running examples on the workers of a dask cluster instead of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
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
        yield client.get_executor(pure=False)
