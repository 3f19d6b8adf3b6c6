"""What the engine calls after a program's end is what it was, whatever the program put there.

Functions of the standard library and of the engine, and methods of their classes, are put back.
What a program replaces lives as long as it does, with its exit handlers and what pages ask of it.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

_METHODS = (FunctionType, classmethod, staticmethod, property)
_NEVER_CALLED = {"mpmath", "sympy", "torch"}
"""Two thirds of all modules, which the engine has no use for; to look at each takes its time."""
_CHANGEABLE = 1 << 9
"""The flag of a class that Python code has made."""


@cache
def remember(*names: str) -> Callable[[], None]:
    """Note what is there at the first call, and return what puts it back.

    Args:
        names: The modules that are put back; by default all. That copies ten megabytes, for to look
            at an object writes in it that it is looked at.
    """
    ours = {*sys.stdlib_module_names, "evidoc"}
    modules = [
        (vars(module), {key: each for key, each in vars(module).items() if callable(each)})
        for name, module in sys.modules.items()
        if (name in names if names else name.partition(".")[0] in ours)
        and isinstance(module, ModuleType)
    ]
    classes = {each for _, found in modules for each in found.values() if isinstance(each, type)}
    methods: list[tuple[type, Any, dict[str, Any]]] = [
        (each, vars(each), {key: got for key, got in vars(each).items() if type(got) in _METHODS})
        for each in classes
        if each.__flags__ & _CHANGEABLE
    ]
    system, loaded, path = vars(sys), dict(sys.modules), list(sys.path)
    called = {
        name: loaded[name] for name in names or loaded if name.split(".")[0] not in _NEVER_CALLED
    }
    stop, set_attribute = signal.setitimer, type.__setattr__

    def restore() -> None:
        for now, before in modules:  # without a builtin, which may be among them
            now.update(before)
        for timer in (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF):
            stop(timer, 0)
        for name, usual in (("modules", loaded), ("path", path)):
            if type(system[name]) is not type(usual):
                system[name] = usual
        for name, module in called.items():
            if sys.modules.get(name) is None:
                sys.modules[name] = module
        for owner, present, before in methods:
            for key, each in before.items():
                if present.get(key) is not each:
                    set_attribute(owner, key, each)

    return restore
