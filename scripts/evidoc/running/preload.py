"""What the fork server imports before the first example, so that no example waits for it.

Imported by the fork server alone.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

from evidoc.running.compiler import import_later

# The server may outlive its caller for a moment: it must not keep the caller's output open.
_null = os.open(os.devnull, os.O_RDWR)
for _descriptor in (0, 1, 2):
    os.dup2(_null, _descriptor)
os.close(_null)

# Next to nothing of what is imported is ever garbage: to look for it took a third of the time.
gc.disable()

_server = os.getpid()
_asked = set(os.environ.pop("EVIDOC_PRELOAD").split())
_font = os.environ.pop("EVIDOC_FONT")
_environment = dict(os.environ)


def _torch() -> None:
    import torch

    # Before any operation: a server with threads of torch hangs its children.
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    if "torch.optim" in _asked:  # the first optimizer imports what all need
        import_later()
        weight = torch.nn.Parameter(torch.zeros(1))
        weight.grad = torch.zeros(1)
        torch.optim.Adam([weight]).step()


def _matplotlib() -> None:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    from evidoc.records.figures import apply_style, prepare_font, svg_of

    # The first figure loads and finds what every other one needs.
    with suppress(Exception):  # a font that is not there: the example tells that draws a figure
        apply_style(_font)
        figure, axes = plt.subplots()
        axes.plot([0, 1], label="0")
        axes.legend()
        prepare_font(_font)
        svg_of(figure, _font)
    plt.close("all")


def _numpy() -> None:
    import numpy.random  # noqa: F401


for _library, _load in (("numpy", _numpy), ("torch", _torch), ("matplotlib", _matplotlib)):
    if _library in _asked:
        with suppress(ImportError):
            _load()

from evidoc.running import (  # noqa: E402
    child,
    confine,
    supervise,  # noqa: F401
    surroundings,
    untouched,
    versions,
)

# What each example would find out for itself, and find the same.
confine.is_possible()
confine.readable()
confine.devices()
for _library in {each.partition(".")[0] for each in _asked} & sys.modules.keys():
    versions.version_of(_library)
with suppress(Exception):
    surroundings.set_style(_font)
surroundings.seed()
# matplotlib sets its defaults for everyone who imports it.
for _name in [name for name in sys.modules if name.partition(".")[0] == "pyparsing"]:
    del sys.modules[_name]
untouched.remember()
untouched.remember(*child.PACKS)
# Nothing that a library set for itself.
_caches = dict(os.environ)
os.environ.clear()
os.environ.update(_environment)
# No example looks through it either, which would give each a copy of all of it.
gc.freeze()
gc.enable()


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
