"""One fork server for several processes that run examples, as the workers of pytest are.

Each would import the libraries of the examples for itself, and torch takes longer than most
examples. So one process lends its fork server: it runs what the others send.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from typing import Any

from evidoc.core.model import Failure, Job, Outcome
from evidoc.running.isolate import Supervisors, is_preloaded, preload
from evidoc.running.wire import packed, unpacked


class Host:
    """Runs what guests send, until it is closed.

    Attributes:
        address: What a guest needs to reach it; a secret, since who knows it can run programs.
        running: How many examples run.
        changed: Notified when that changes.
    """

    def __init__(self) -> None:
        key = os.urandom(32)
        self._listener = Listener(family="AF_UNIX", authkey=key)
        self.address = f"{key.hex()}@{self._listener.address}"
        self._closed = False
        self._supervisors = Supervisors()
        self.running = 0
        self.changed = threading.Condition()
        threading.Thread(target=self._accept, name="evidoc-host", daemon=True).start()

    def close(self) -> None:
        """Take no more; what runs ends by itself."""
        self._closed = True
        self._listener.close()
        self._supervisors.close()

    def _accept(self) -> None:
        while not self._closed:
            try:
                guest = self._listener.accept()
            except (OSError, EOFError, AuthenticationError):
                continue
            threading.Thread(target=self._serve, args=(guest,), daemon=True).start()

    def _serve(self, guest: Connection) -> None:
        with guest, suppress(OSError, EOFError):
            job, libraries = guest.recv()
            self._begin(libraries)
            try:
                outcome = self._supervisors.run(job, _Gone(guest))
            finally:
                self._end()
            guest.send_bytes(packed(outcome))

    def _begin(self, libraries: Collection[str]) -> None:
        """Wait until nothing runs if the fork server has to start anew with more libraries."""
        with self.changed:
            self.changed.wait_for(lambda: is_preloaded(libraries) or not self.running)
            if not is_preloaded(libraries):
                self._supervisors.close()  # they come from the server that ends
                self._supervisors = Supervisors()
                preload(libraries)
            self.running += 1
            self.changed.notify_all()

    def _end(self) -> None:
        with self.changed:
            self.running -= 1
            self.changed.notify_all()


class _Gone(threading.Event):
    """Is set once a guest has left."""

    def __init__(self, guest: Connection) -> None:
        super().__init__()
        self._guest = guest

    def is_set(self) -> bool:
        return self._guest.poll()


class Guest(ThreadPoolExecutor):
    """An executor that has the examples run by a host."""

    def __init__(self, address: str, libraries: Collection[str]) -> None:
        """Prepare to send what imports ``libraries`` to the host at ``address``."""
        super().__init__()
        self._address = address
        self._libraries = libraries

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        """Have the job run by the host; ``fn`` is what would run it here."""
        del fn
        return super().submit(self._ask, *args)

    def _ask(self, job: Job) -> Outcome:
        key, _, path = self._address.partition("@")
        try:
            with Client(path, authkey=bytes.fromhex(key)) as host:
                host.send((job, self._libraries))
                return unpacked(host.recv_bytes())
        except (OSError, EOFError, AuthenticationError) as error:
            return Outcome(failure=Failure(f"was lost: the process that runs it is gone: {error}"))
