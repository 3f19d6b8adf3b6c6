"""Files that the engine writes."""

from __future__ import annotations

import errno
import os
import re
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from evidoc.core.findings import Finding

_PERMIT = "give write permission"
_MENDS = {
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room on the disk",
    errno.EFBIG: "allow larger files",
    errno.EISDIR: "move the folder away",
    errno.EEXIST: "move away the file that lies where a folder should",
    errno.ENOTDIR: "move away the file that lies where a folder should",
    errno.ENAMETOOLONG: "give it a shorter name",
}
UNFINISHED = ".*.unfinished"
"""Pattern of the files that a process leaves which was killed while it wrote."""


def not_written(name: str, error: OSError) -> Finding:
    """Return what kept a file, named as findings show it, from being written."""
    mend = _MENDS.get(error.errno or 0, _PERMIT)
    return Finding(name, 1, f"cannot be written: {error.strerror}", mend)


def read(path: Path) -> bytes:
    """Return what a file holds; a pipe or a device, which may never end, is refused.

    Raises:
        OSError: It cannot be read.
    """
    try:
        mode = path.stat().st_mode
    except ValueError:
        raise OSError(errno.EINVAL, "no file has such a name") from None
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(errno.EINVAL, "it is a pipe, a socket or a device")
    return path.read_bytes()


def write_if_changed(path: Path, data: bytes) -> bool:
    """Replace the file at ``path`` by ``data`` in one step, unless it already holds it.

    A link stays a link, and a file keeps its mode. Once this returns, the file outlives a loss of
    power; what a killed process leaves behind is named as ``UNFINISHED`` says.
    """
    return bool(write_together({path: data}))


def write_together(files: Mapping[Path, bytes]) -> list[Path]:
    """Replace files as ``write_if_changed`` does, none before all of them lie whole on the disk.

    So no room for one of them leaves all as they were, and who reads meanwhile hardly ever sees
    some of them new and others old.

    Args:
        files: Each file and what it is to hold, in the order in which they take their places.

    Returns:
        Those that held something else.
    """
    ready: dict[Path, tuple[Path, str]] = {}
    try:
        for path, data in files.items():
            target = path.resolve()
            if unfinished := _unfinished(target, data):
                ready[path] = target, unfinished
        for target, unfinished in ready.values():
            os.replace(unfinished, target)
        for folder in {target.parent for target, _ in ready.values()}:
            _sync(folder)
    except BaseException:
        for _, unfinished in ready.values():
            Path(unfinished).unlink(missing_ok=True)
        raise
    return list(ready)


def _unfinished(path: Path, data: bytes) -> str | None:
    """Write a file that can take the place of another, which is None if that holds the same."""
    mode = 0o644
    try:
        if path.read_bytes() == data:
            return None
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        pass
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".unfinished")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return name


def _sync(folder: Path) -> None:
    """Make the names in a folder durable, where folders can be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def as_it_was(text: str, before: bytes) -> bytes:
    """Return a text with the byte order mark and the line ends that the file had before.

    Args:
        text: The new text, with line feeds alone, in as many lines as before.
        before: What the file holds.
    """
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    ends = re.findall(rb"\r\n|\r|\n", before)
    lines = text.encode().split(b"\n")
    if len(lines) != len(ends) + 1:
        ends = [b"\n"] * (len(lines) - 1)
    return mark + b"".join(line + end for line, end in zip(lines, [*ends, b""], strict=True))
