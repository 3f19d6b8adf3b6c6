"""torch's compiler is imported when something compiles, not with the first optimizer.

An optimizer imports it to say what it must not compile, which means nothing as long as it is not
there. It takes as long as the rest of torch, and 70 MB of memory.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from threading import RLock
from types import ModuleType
from typing import Any

_NAME = "torch._dynamo"
_KEPT = "__dynamo_disable"
"""Where torch keeps with a function the one that the compiler leaves alone."""

_lock = RLock()
_left: list[Callable[..., Any]] = []
"""The functions that it is to leave alone once it is there."""


def import_later() -> None:
    """Have torch find a module in the compiler's place that becomes it as soon as it is used."""
    if _NAME not in sys.modules:
        sys.meta_path.insert(0, _Place())


class _Place(MetaPathFinder, Loader):
    """Makes that module when torch asks for the compiler; a program without torch never does."""

    def find_spec(self, name: str, *_: Sequence[str] | ModuleType | None) -> ModuleSpec | None:
        if name != _NAME:
            return None
        sys.meta_path.remove(self)
        self._spec = find_spec(name)
        return self._spec and ModuleSpec(name, self)

    def create_module(self, _: ModuleSpec) -> ModuleType:
        assert self._spec
        module = module_from_spec(self._spec)
        vars(module).update(disable=_disable, graph_break=_graph_break)
        module.__class__ = _Later
        sys.meta_path.insert(0, _Parts())
        return module

    def exec_module(self, module: ModuleType) -> None:
        module.__spec__ = self._spec


class _Later(ModuleType):
    def __getattr__(self, name: str) -> Any:
        _load()
        return getattr(self, name)


class _Parts(MetaPathFinder, Loader):
    """Has the compiler there before one of its modules is imported."""

    def find_spec(self, name: str, *_: Sequence[str] | ModuleType | None) -> ModuleSpec | None:
        if not name.startswith(f"{_NAME}.") or type(sys.modules[_NAME]) is not _Later:
            return None
        _load()
        return ModuleSpec(name, self) if name in sys.modules else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = sys.modules[spec.name]  # the compiler has imported it itself
        self._spec = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        module.__spec__ = self._spec


def _load() -> None:
    with _lock:
        module = sys.modules[_NAME]
        if type(module) is _Later:
            module.__class__ = ModuleType  # type: ignore[assignment]
            del module.disable, module.graph_break
            for function in _left:  # torch asks again
                vars(function).pop(_KEPT, None)
            assert module.__spec__
            assert module.__spec__.loader
            module.__spec__.loader.exec_module(module)


def _disable(function: Callable[..., Any], *settings: Any, **more: Any) -> Any:
    """Leave a function as it is, if it is torch's own that is wrapped already."""
    if more != {"wrapping": False}:
        _load()
        return sys.modules[_NAME].disable(function, *settings, **more)
    _left.append(function)
    return function


def _graph_break(*_: Any, **__: Any) -> None:
    """Nothing is compiled at this place."""
