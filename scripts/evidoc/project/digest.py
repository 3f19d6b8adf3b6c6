"""The digest of all that the outcome of a job depends on: by it staleness shows without a run."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache

from evidoc.core.findings import EvidocError
from evidoc.core.model import Job
from evidoc.examples.library import COMPILED
from evidoc.examples.program import Program
from evidoc.records.record import FORMAT, sha256


def digest_of(job: Job, tolerance: float) -> str:
    """Return the digest of a job, whose outcome is recorded on the grid of a tolerance.

    It is the same for languages in which the program differs in comments and docstrings alone,
    and so it is when those of a module change.
    """
    return _digest(
        job,
        format=FORMAT,
        files=_hashes(job.files),
        **({"library": _hashes(job.library)} if job.library else {}),
        **({"tolerance": tolerance} if tolerance else {}),
    )


def old_digest(job: Job) -> str:
    """Return the digest that a record of the old layout holds, if it is for the same inputs."""
    return _digest(job, format=3, files={name: sha256(data) for name, data in job.files})


def _digest(job: Job, **more: object) -> str:
    inputs = {
        "source": _behaviour_of(job.source),
        "values": job.values,
        **({"results": job.results} if job.results else {}),
        "tables": job.tables,
        "formulas": [grid.key for grid in job.formulas],
        "keeps": job.keeps,
        **({"raises": job.raises} if job.raises else {}),
        **({"stderr": True} if job.stderr else {}),
        **({} if job.colours else {"colours": False}),
        **({"shows": job.shows} if job.shows else {}),
        "font": job.font,
        **more,
    }
    return sha256(json.dumps(inputs, sort_keys=True).encode())


def _hashes(files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Return the hash of what decides what a program does, of each file that is a source."""
    return {
        name: sha256(_behaviour(name, data)) for name, data in files if not name.endswith(COMPILED)
    }


@lru_cache(maxsize=1024)
def _behaviour_of(source: str) -> str:
    return Program(source).behaviour_as_shown


@lru_cache(maxsize=4096)
def _behaviour(name: str, data: bytes) -> bytes:
    """Return what of a file decides what a program does: of a module all but its remarks."""
    if not name.endswith(".py"):
        return data
    try:
        return Program(data.decode(), name).behaviour.encode()
    except (UnicodeDecodeError, EvidocError):
        return data  # a data file that has the name of a module
