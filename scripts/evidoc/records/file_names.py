"""How the files of an example are called that lie beside its record, and where the record lies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from evidoc.records.record import RecordError


def figure_file(name: str, figure: str) -> str:
    """Return the file name of a figure of the example ``topic/name``."""
    return f"{name.rsplit('/', 1)[-1]}.{figure}.svg"


def shown_file(name: str, expression: str, kind: str) -> str:
    """Return the file name of a picture that shows a value of the example ``topic/name``."""
    value = re.sub(r"[^\w]+", "-", expression).strip("-")
    return f"{name.rsplit('/', 1)[-1]}.value-{value}.{kind}"


def kept_file(name: str) -> str:
    """Return the file name of what the example ``topic/name`` keeps for others."""
    return f"{name.rsplit('/', 1)[-1]}.kept.json"


def cells_file(name: str) -> str:
    """Return the file name of the outputs of the cells of the lab ``labs/name``."""
    return f"{name.rsplit('/', 1)[-1]}.cells.json"


def record_path(evidence: Path, example: str) -> Path:
    """Return where the record of the example ``topic/name`` lies."""
    return evidence / f"{example}.json"


def file_places(example: str, files: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return for each language under which name each of an example's files is stored.

    One that is the same in every language that has it is stored once; of others each language
    has its own: ``span.curve.svg``, or ``span.curve.ko.svg`` and ``span.curve.en.svg``.

    Raises:
        RecordError: A file is none of the example's own.
    """
    stem = example.rsplit("/", 1)[-1]
    places: dict[str, dict[str, str]] = {}
    for code, own in files.items():
        places[code] = {}
        for file, digest in own.items():
            if PurePosixPath(file).name != file or not file.startswith(f"{stem}."):
                raise RecordError(f"its record is damaged (it has no file {file!r})")
            is_shared = all(each.get(file, digest) == digest for each in files.values())
            name, _, ending = file.rpartition(".")
            places[code][file] = file if is_shared else f"{name}.{code}.{ending}"
    return places
