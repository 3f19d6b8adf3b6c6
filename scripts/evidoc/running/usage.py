"""How much some processes use at this moment, as their kernel tells: children, threads, memory."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path


def descendants(pid: int) -> Iterator[int]:
    """Yield the processes below one, each behind its parent."""
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, path.read_text().split()):
                yield child
                yield from descendants(child)


def threads(pid: int) -> int:
    """Return how many threads a process has, its first among them."""
    with suppress(OSError):
        return len(os.listdir(f"/proc/{pid}/task"))
    return 0


def memory(pids: Sequence[int], limit: int) -> int:
    """Return the bytes that processes use together; exactly only where it may be over a limit."""
    files = _nameless(pids)
    # Resident pages count each shared page once for every process: only the first, cheap look.
    rough = sum(map(_resident, pids)) + files
    if rough <= limit:
        return rough
    own, shared = map(sum, zip((0, 0), *map(_proportional, pids), strict=True))
    # What is mapped of files in memory is counted among what is shared: it counts once.
    return own + max(shared, files)


def _resident(pid: int) -> int:
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _proportional(pid: int) -> tuple[int, int]:
    """Return its memory, of each page its share: what is its own or of files, what lies in none."""
    with suppress(OSError):
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        found = {key: int(size) << 10 for key, size in re.findall(r"(?m)^(\w+):\s+(\d+)", text)}
        shared = found.get("Pss_Shmem", 0)
        return found.get("Pss", 0) - shared, shared
    return 0, 0


def _nameless(pids: Sequence[int]) -> int:
    """Return the bytes of the files in memory that processes hold open, mapped or not."""
    sizes = {}
    for pid in pids:
        with suppress(OSError):
            for entry in os.scandir(f"/proc/{pid}/fd"):
                with suppress(OSError):
                    if os.readlink(entry.path).startswith("/memfd:"):
                        file = os.stat(entry.path)
                        sizes[file.st_dev, file.st_ino] = 512 * file.st_blocks
    return sum(sizes.values())
