"""The versions of Python and of the libraries that an example imports."""

from __future__ import annotations

import importlib.metadata
import platform
import sys
from collections.abc import Mapping
from functools import cache

from evidoc.core.model import Job
from evidoc.examples.imports import foreign, imported_packages
from evidoc.examples.program import Program


def versions_of(job: Job) -> Mapping[str, str]:
    """Return the versions of Python and of what the example and its modules import."""
    sources = [
        job.source,
        *(data.decode(errors="replace") for name, data in job.files if name.endswith(".py")),
    ]
    names = imported_packages(map(Program, sources))
    versions = {"Python": platform.python_version()}
    for name in foreign(names, (name for name, _ in (*job.files, *job.library))):
        versions[name] = version_of(name)
    return versions


@cache
def version_of(package: str) -> str:
    """Return the version of a package, empty if unknown."""
    try:
        version = importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        version = _version_of_module(package)
    return version.partition("+")[0]


def _version_of_module(name: str) -> str:
    """Return the version of a module whose distribution has another name, empty if unknown."""
    for distribution in importlib.metadata.packages_distributions().get(name, ()):
        return importlib.metadata.version(distribution)
    return str(getattr(sys.modules.get(name), "__version__", ""))
