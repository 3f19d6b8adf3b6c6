"""What the fork server imports before the first example, so that no example waits for it.

Imported by the fork server alone.
"""

from __future__ import annotations

import atexit
import io
import os
from contextlib import suppress
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

# The server may outlive its caller for a moment: it must not keep the caller's output open.
_null = os.open(os.devnull, os.O_RDWR)
for _descriptor in (0, 1, 2):
    os.dup2(_null, _descriptor)
os.close(_null)

_server = os.getpid()
_asked = set(os.environ.pop("EVIDOC_PRELOAD").split())
_environment = dict(os.environ)


def _torch() -> None:
    import torch

    # Before any operation: a server with threads of torch hangs its children.
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    if "torch.optim" in _asked:  # the first optimizer imports half of torch's compiler
        torch.optim.Adam([torch.nn.Parameter(torch.zeros(1))])


def _matplotlib() -> None:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    plt.plot([0, 1])
    plt.savefig(io.BytesIO(), format="svg")
    plt.close("all")

    import evidoc.records.figures  # noqa: F401


def _numpy() -> None:
    import numpy.random  # noqa: F401


for _library, _load in (("numpy", _numpy), ("torch", _torch), ("matplotlib", _matplotlib)):
    if _library in _asked:
        with suppress(ImportError):
            _load()

with suppress(ImportError):  # each example confines itself with it
    import landlockpy  # noqa: F401

import evidoc.running.child  # noqa: E402
import evidoc.running.confine  # noqa: E402
import evidoc.running.supervise  # noqa: E402
import evidoc.running.untouched  # noqa: E402

evidoc.running.confine.readable()
evidoc.running.untouched.remember()
# Nothing that a library set for itself.
_caches = dict(os.environ)
os.environ.clear()
os.environ.update(_environment)


def leave() -> None:
    """End the server: first of all at its end, since the libraries' own takes most of a second."""
    if os.getpid() != _server:
        return  # whatever a child inherits, the folder is the server's
    # Its socket, and the folder that its caller removes unless it was killed, or needs again.
    server: Any = forkserver._forkserver
    address = Path(str(server._forkserver_address))
    with suppress(OSError):
        address.unlink()
        address.parent.rmdir()
    # torch makes one for what it compiles; nothing does.
    with suppress(OSError, KeyError):
        os.rmdir(_caches["TORCHINDUCTOR_CACHE_DIR"])
    os._exit(0)


atexit.register(leave)
