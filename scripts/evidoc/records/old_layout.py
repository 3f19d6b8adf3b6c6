"""The layout of evidence before format 4: a record for each language, below its pages.

``docs/<lang>/evidence/<topic>/<name>.json``, with everything made of the program beside it.
Only what such a record lists, and only as it was written, is taken over and deleted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidoc.records.file_names import cells_file, figure_file, kept_file
from evidoc.records.record import Evidence, RecordError, payload_hash, record_of, sha256

FORMAT = 3
"""The last format of this layout; part of its digests."""


@dataclass(frozen=True)
class OldRecord:
    """A record of the old layout.

    Attributes:
        example: ``topic/name``.
        files: What it lists, with itself, in so far as it is as it was written.
        evidence: What of it a record of today holds; its digest is that of the old format, empty
            where a file is not as it was written.
    """

    example: str
    files: tuple[Path, ...]
    evidence: Evidence


def old_records(docs: Path, folder: str) -> dict[str, OldRecord]:
    """Return the records of the old layout below a language's pages, by ``topic/name``."""
    found = {}
    for path in sorted((docs / folder).glob("*/*.json")):
        if not path.name.endswith(".kept.json"):
            try:
                old = _read(path, docs)
            except (OSError, ValueError, KeyError, TypeError, AttributeError, RecordError):
                continue  # damaged or an author's: not for us to delete
            found[old.example] = old
    return found


def _read(path: Path, docs: Path) -> OldRecord:
    raw: dict[str, Any] = json.loads(path.read_bytes())
    example = f"{path.parent.name}/{path.stem}"
    if raw["format"] != FORMAT or raw.pop("hash") != payload_hash(raw):
        raise RecordError("it is none of this format")
    book = docs / f"{example}.ipynb"
    names = [kept_file(example), *(figure_file(example, each) for each in raw["figures"])]
    kept = {book: cells_file(example), **{path.with_name(name): name for name in names}}
    contents: dict[str, bytes] = {}
    files = [path]
    for name, digest in raw["files"].items():
        file = book if name == f"../../{example}.ipynb" else path.with_name(name)
        if not (file == book or (file.parent == path.parent and name.startswith(f"{path.stem}."))):
            raise RecordError("it lists a file that is not its own")
        data = file.read_bytes() if file.is_file() else b""
        if sha256(data) == digest:
            files.append(file)
            if file in kept:
                contents[kept[file]] = _outputs(data) if file == book else data
        elif file in kept:
            raw["digest"] = ""
    raw["files"] = {name: sha256(data) for name, data in contents.items()}
    return OldRecord(example, tuple(files), Evidence(record_of(raw), contents))


def _outputs(book: bytes) -> bytes:
    from evidoc.records.lab_notebook import cells_json, outputs_of

    return cells_json(outputs_of(json.loads(book)["cells"]))
