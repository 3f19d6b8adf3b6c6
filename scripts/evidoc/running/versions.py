"""The versions of Python and of the libraries that an example imports."""

from __future__ import annotations

import importlib.metadata
import platform
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache

from evidoc.core.model import Job
from evidoc.examples.imports import foreign, imported_packages
from evidoc.examples.program import Program


def versions_of(job: Job) -> Mapping[str, str]:
    """Return the versions of Python and of what the example and its modules import."""
    return {"Python": platform.python_version(), **{name: version_of(name) for name in _used(job)}}


def versions_before(job: Job) -> Mapping[str, str] | None:
    """Return the same before the program runs; nothing if some are told by what it imports."""
    with suppress(importlib.metadata.PackageNotFoundError):
        named = {name: _installed(name) for name in _used(job)}
        return {"Python": platform.python_version(), **named}
    return None


def _used(job: Job) -> Iterable[str]:
    sources = [
        job.source,
        *(data.decode(errors="replace") for name, data in job.files if name.endswith(".py")),
    ]
    names = imported_packages(map(Program, sources))
    return foreign(names, (name for name, _ in (*job.files, *job.library)))


@cache
def version_of(package: str) -> str:
    """Return the version of a package, empty if unknown."""
    try:
        return _installed(package)
    except importlib.metadata.PackageNotFoundError:
        return _version_of_module(package).partition("+")[0]


@cache
def _installed(package: str) -> str:
    return importlib.metadata.version(package).partition("+")[0]


def _version_of_module(name: str) -> str:
    """Return the version of a module whose distribution has another name, empty if unknown."""
    for distribution in importlib.metadata.packages_distributions().get(name, ()):
        return importlib.metadata.version(distribution)
    return str(getattr(sys.modules.get(name), "__version__", ""))
