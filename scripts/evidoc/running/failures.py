"""What an exception says of the program that it ended."""

from __future__ import annotations

import errno
import socket
import subprocess
import traceback
from pathlib import Path

from evidoc.core.model import Failure, Job
from evidoc.running.confine import DISK

_REASONS = {
    errno.ENETUNREACH: "examples have no network",
    errno.EACCES: "examples write below their own folder only",
    errno.EROFS: "examples write below their own folder only",
    errno.EFBIG: f"examples write at most {DISK >> 20} MiB",
    errno.ENOSPC: f"examples write at most {DISK >> 20} MiB",
}


def failure_of(job: Job, error: BaseException, work: Path) -> Failure:
    """Return what an exception says of the program that it ended."""
    if isinstance(error, SyntaxError):
        return Failure(f"SyntaxError: {error.msg}", error.lineno)
    if isinstance(error, SystemExit):
        return Failure(f"ended with status {_text(error.code)}", _line(job, error))
    message = f"{type(error).__name__}: {_text(error)}".strip().rstrip(":")
    return Failure(message + _why(error) + _origin(error, work), _line(job, error))


def _text(value: object) -> str:
    """Return a value as text, whose class may be the program's own."""
    try:
        return str(value)
    except Exception as error:
        return f"its text ends in {type(error).__name__}"


def _why(error: BaseException) -> str:
    """Say which of the limits it is that the operating system states in its own words.

    Of a command that failed, what it said last.
    """
    if isinstance(error, subprocess.CalledProcessError):
        said = error.stderr or b""
        text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        last = text.strip().rpartition("\n")[2]
        return f" ({last})" if last else ""
    if isinstance(error, socket.gaierror):
        return f" ({_REASONS[errno.ENETUNREACH]})"
    reason = _REASONS.get(error.errno or 0) if isinstance(error, OSError) else None
    return f" ({reason})" if reason else ""


def _line(job: Job, error: BaseException) -> int | None:
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == job.filename]
    return lines[-1] if lines else None


def _origin(error: BaseException, work: Path) -> str:
    """Name the place in a module of ours that raised, if it was one."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    path = Path(last.filename)
    return f" (in {path.relative_to(work)}:{last.lineno})" if work in path.parents else ""
