"""Files that the engine writes."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

UNFINISHED = ".*.unfinished"
"""Pattern of the files that a process leaves which was killed while it wrote."""


def write_if_changed(path: Path, data: bytes) -> bool:
    """Replace the file at ``path`` by ``data`` in one step, unless it already holds it.

    A link stays a link, and a file keeps its mode. Once this returns, the file outlives a loss of
    power; what a killed process leaves behind is named as ``UNFINISHED`` says.
    """
    path = path.resolve()
    mode = 0o644
    try:
        if path.read_bytes() == data:
            return False
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
        os.replace(name, path)
        _sync(path.parent)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


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
