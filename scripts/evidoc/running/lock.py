"""One run at a time: what keeps two from writing the evidence of one project at once."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from evidoc.core.files import not_written
from evidoc.core.findings import EvidocError, Finding


class AtWorkError(EvidocError):
    """Another run of the project has not ended yet."""


class RunLock:
    """The lock of a project, taken once there is something to write."""

    def __init__(self, root: Path) -> None:
        self._folder = root / ".cache"
        self._lock = FileLock(self._folder / "evidoc.lock", timeout=0)

    def acquire(self) -> None:
        """Take the lock, unless this run holds it.

        Raises:
            AtWorkError: Another run holds it.
            EvidocError: It cannot be written.
        """
        if self._lock.is_locked:
            return
        try:
            self._folder.mkdir(exist_ok=True)
            self._lock.acquire()
        except Timeout:
            message, mend = "another run is at work", "wait for it to end"
            raise AtWorkError([Finding(".cache/evidoc.lock", 1, message, mend)]) from None
        except OSError as error:
            raise EvidocError([not_written(".cache/evidoc.lock", error)]) from error

    def release(self) -> None:
        """Give the lock back, if this run holds it."""
        self._lock.release()
