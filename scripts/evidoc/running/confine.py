"""What the kernel keeps an example from: the network, other folders, other processes.

On Linux an example has a world of its own where unprivileged namespaces exist: empty folders for
temporary files in memory, which vanish with its last process, and no network but its own loopback.
What Python needs below one of those folders is seen there, and cannot be written.
Landlock, from 5.13 on, lets it read what Python needs and write in those folders alone. Both are
inherited by every process that it starts. What a kernel lacks is named, so that a run can say so.
"""

from __future__ import annotations

import ctypes
import fcntl
import glob
import importlib.metadata
import json
import os
import signal
import socket
import stat
import struct
import sys
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

DISK = 512 << 20
"""The most that an example may write, in bytes."""
FILES = 20_000
"""The most files and folders that it may make."""
PROCESSES = 256
"""The most processes and threads that it may have at once."""
HOME = "/tmp"
"""What an example finds empty and may write in, with what Python needs there still to be read."""

_SYSTEM = ("/bin", "/etc", "/lib", "/lib64", "/nix", "/opt", "/proc", "/sbin", "/sys", "/usr")
_DEVICES = ("full", "null", "ptmx", "pts", "random", "tty", "urandom", "zero")
_PROCESSORS = ("accel*", "dri", "dxg", "kfd", "nvidia*")
"""Devices of graphics cards, with which an example may compute."""
_SHARED = 64 << 20
"""The most that an example may share by way of System V, in bytes."""
_CLONE_NEWNS, _CLONE_NEWIPC = 0x00020000, 0x08000000
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_MS_NOSUID, _MS_NODEV, _MS_BIND, _MS_REC, _MS_PRIVATE = 2, 4, 0x1000, 0x4000, 1 << 18
_SYS_MOUNT_SETATTR, _AT_RECURSIVE, _MOUNT_ATTR_RDONLY = 442, 0x8000, 1
_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36
_SIOCSIFFLAGS, _IFF_UP = 0x8914, 1


def adopt_orphans() -> None:
    """Become the parent of every descendant that is left by its own, however it detached."""
    if sys.platform == "linux":
        _call("prctl", _PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def die_with(parent: int) -> None:
    """End this process at once when its parent ends, as it may have already."""
    if sys.platform == "linux":
        _call("prctl", _PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def private_world() -> Path | None:
    """Give this process its own empty temporary folders, and no network.

    It must have one thread.

    Returns:
        The folder in which it may write, of the same name each time; nothing where the kernel
        does not allow it.
    """
    if sys.platform != "linux":
        return None
    user, group = os.getuid(), os.getgid()
    home = None
    with suppress(OSError):
        # What shares memory belongs to a namespace's first user alone, who it is only until then.
        _unshare(_CLONE_NEWNS | _CLONE_NEWNET | _CLONE_NEWIPC, f"0 {user} 1", f"0 {group} 1")
        with suppress(OSError):
            _call("mount", b"none", b"/", None, _MS_REC | _MS_PRIVATE, None)
            _lay_over([folder for folder in (HOME, "/dev/shm", "/run") if os.path.isdir(folder)])
            with socket.socket() as any_socket:
                fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", _IFF_UP))
            # It would count as nobody's memory once no process has it any longer.
            Path("/proc/sys/kernel/shmall").write_text(str(_SHARED // os.sysconf("SC_PAGE_SIZE")))
            home = Path(HOME)
        _unshare(0, f"{user} 0 1", f"{group} 0 1")
    return home


def _unshare(namespaces: int, user: str, group: str) -> None:
    """Go into a user namespace, in which ids are mapped as said, and others that belong to it."""
    _call("unshare", _CLONE_NEWUSER | namespaces)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(user)
    Path("/proc/self/gid_map").write_text(group)


def _lay_over(folders: list[str]) -> None:
    """Lay empty folders of one memory over others: of those, only what Python needs is seen."""
    # Held open, since their paths lead nowhere once the folders are laid over.
    needed = {path: os.open(path, os.O_PATH) for each in folders for path in _needed_below(each)}
    options = f"size={DISK},nr_inodes={FILES},mode=1777".encode()
    _call("mount", b"tmpfs", HOME.encode(), b"tmpfs", _MS_NOSUID | _MS_NODEV, options)
    empty = [tempfile.mkdtemp(dir=HOME) for _ in folders]
    for path, folder in zip(empty, folders, strict=True):
        os.chmod(path, 0o1777)
        if folder != HOME:
            _call("mount", path.encode(), folder.encode(), None, _MS_BIND, None)
    # Last, for it hides the others.
    _call("mount", empty[folders.index(HOME)].encode(), HOME.encode(), None, _MS_BIND, None)
    for path, descriptor in needed.items():
        source, target = f"/proc/self/fd/{descriptor}".encode(), os.fsencode(path)
        _make_like(path, descriptor)
        _call("mount", source, target, None, _MS_BIND | _MS_REC, None)
        # It lies below a folder in which the example may do anything.
        attributes = struct.pack("QQQQ", _MOUNT_ATTR_RDONLY, 0, 0, 0)
        size = ctypes.c_size_t(len(attributes))
        _call("syscall", _SYS_MOUNT_SETATTR, -1, target, _AT_RECURSIVE, attributes, size)
        os.close(descriptor)


def _needed_below(folder: str) -> list[str]:
    """Return what Python reads below a folder, without what lies in another of those."""
    found: list[str] = []
    for path in sorted({*map(os.path.abspath, _paths()), *readable()}, key=lambda each: f"{each}/"):
        outer = f"{found[-1]}/" if found else None
        if path.startswith(f"{folder}/") and not (outer and path.startswith(outer)):
            found.append(path)
    return found


def _make_like(path: str, descriptor: int) -> None:
    """Make an empty folder or file on which another can be mounted."""
    if stat.S_ISDIR(os.fstat(descriptor).st_mode):
        os.makedirs(path, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        Path(path).touch()


def allow_only(folder: Path, *, network: bool) -> bool:
    """Let this process and its children write below a folder only, and read what Python needs.

    Args:
        folder: Where it may do anything.
        network: Whether it may use TCP, since it has a network of its own.

    Returns:
        Whether the kernel could do so.
    """
    if not is_possible():
        return False
    from landlockpy import AccessFS, AccessNet, LandlockError, Ruleset, Scope

    read = AccessFS.READ_FILE | AccessFS.READ_DIR | AccessFS.EXECUTE
    device = AccessFS.READ_FILE | AccessFS.WRITE_FILE | AccessFS.IOCTL_DEV
    everything = AccessFS(sum(each.value for each in AccessFS if each.value))
    scopes = Scope.ABSTRACT_UNIX_SOCKET | Scope.SIGNAL
    refused = AccessNet.NONE if network else None
    try:
        with Ruleset(scoped=scopes, handled_net=refused) as ruleset:
            for path in readable():
                ruleset.allow_path(path, read)
            for path in devices():
                folder_too = AccessFS.READ_DIR if os.path.isdir(path) else AccessFS(0)
                ruleset.allow_path(path, device | folder_too)
            for path in (str(folder), "/dev/shm", "/proc/self"):
                if os.path.isdir(path):
                    ruleset.allow_path(path, everything)
            ruleset.restrict()
    except LandlockError:
        return False
    return True


@lru_cache(maxsize=1)
def is_possible() -> bool:
    """Tell whether the kernel has Landlock."""
    try:
        from landlockpy import supported
    except ImportError:
        # It is installed on Linux alone.
        return False
    return supported()


@lru_cache(maxsize=1)
def devices() -> tuple[str, ...]:
    """Return the devices of every program: no disk, screen or log, which are open to root."""
    found = [f"/dev/{name}" for name in _DEVICES]
    found += [path for pattern in _PROCESSORS for path in glob.glob(f"/dev/{pattern}")]
    return tuple(path for path in found if os.path.exists(path))


@lru_cache(maxsize=1)
def readable() -> tuple[str, ...]:
    """Return the folders that a program of this Python may read."""
    return tuple(sorted({*map(os.path.realpath, _paths())}))


@lru_cache(maxsize=1)
def _paths() -> tuple[str, ...]:
    """Return the same, by the names under which Python knows them."""
    paths = [*_SYSTEM, sys.prefix, sys.base_prefix, sys.exec_prefix, *sys.path, *_editable()]
    paths.append(str(Path(__file__).parents[1]))
    return tuple(path for path in paths if path and os.path.exists(path))


def _editable() -> list[str]:
    """Return the folders of distributions that are installed from where they are written."""
    folders = []
    for distribution in importlib.metadata.distributions():
        text = distribution.read_text("direct_url.json")
        if text and "dir_info" in (origin := json.loads(text)):
            folders.append(unquote(urlsplit(origin["url"]).path))
    return folders


def _call(function: str, *arguments: object) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, function)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
