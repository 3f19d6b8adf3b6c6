"""What an example produced, as files below a language's pages.

A record is ``<evidence>/<topic>/<name>.json`` with its figures and its download beside it. It
holds a digest of all that went in, so that staleness shows without running, and a hash of all
that came out, so that an edited record shows without running.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidoc.core.files import write_if_changed

FORMAT = 3
"""Version of the record's layout and meaning; part of every digest."""

Json = Any


class RecordError(Exception):
    """A record that cannot be used; the message says why."""


@dataclass(frozen=True)
class Record:
    """The outcome of one example in one language.

    Attributes:
        digest: Digest of the program, its modules and data files, and the values asked for; not
            of its comments and docstrings, which change nothing that it produces.
        text: Digest of the program as it is shown and downloaded.
        environment: Versions of Python and of the libraries that the example imports.
        output: What was printed.
        figures: Name of a figure to the tables of the data drawn in it.
        values: Expression to its flattened values, as JSON numbers (``"a/b"`` for fractions).
        tables: Variable to its rows.
        formulas: A function on a grid of parameters to its values there (``formulas.grid``).
        files: File name beside the record (figures, download, kept variables) to the SHA-256 of
            its bytes.
    """

    digest: str
    text: str
    environment: Mapping[str, str]
    output: str
    figures: Mapping[str, Json]
    values: Mapping[str, list[Json]]
    tables: Mapping[str, Json]
    formulas: Mapping[str, Json]
    files: Mapping[str, str]

    def outcome(self) -> dict[str, Json]:
        """Return what a run of the same inputs has to reproduce: all but the environment.

        As it is read back from a file, so that a fresh outcome and a recorded one compare.
        """
        outcome = {
            "digest": self.digest,
            "text": self.text,
            "output": self.output.split("\n"),
            "figures": dict(self.figures),
            "values": dict(self.values),
            "tables": dict(self.tables),
            "formulas": dict(self.formulas),
            "files": dict(self.files),
        }
        read_back: dict[str, Json] = json.loads(json.dumps(outcome))
        return read_back


@dataclass(frozen=True)
class Evidence:
    """A record with the bytes of the files beside it."""

    record: Record
    contents: Mapping[str, bytes]


def sha256(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def figure_file(name: str, figure: str) -> str:
    """Return the file name of a figure of the example ``topic/name``."""
    return f"{name.rsplit('/', 1)[-1]}.{figure}.svg"


def kept_file(name: str) -> str:
    """Return the file name of what the example ``topic/name`` keeps for others."""
    return f"{name.rsplit('/', 1)[-1]}.kept.json"


def record_path(evidence: Path, example: str) -> Path:
    """Return where the record of the example ``topic/name`` lies."""
    return evidence / f"{example}.json"


def read_record(evidence: Path, example: str) -> Record:
    """Read a record and check it against its own hash and its files.

    Raises:
        RecordError: It is missing, not valid, was edited, or a file beside it is missing or edited.
    """
    path = record_path(evidence, example)
    try:
        raw = json.loads(path.read_bytes())
        if raw["format"] != FORMAT:
            raise RecordError(f"its record has format {raw['format']}, expected {FORMAT}")
        kept = raw.pop("hash")
        record = Record(
            digest=raw["digest"],
            text=raw["text"],
            environment=raw["environment"],
            output="\n".join(raw["output"]),
            figures=raw["figures"],
            values=raw["values"],
            tables=raw["tables"],
            formulas=raw["formulas"],
            files=raw["files"],
        )
    except OSError as error:
        reason = "has no record" if isinstance(error, FileNotFoundError) else str(error.strerror)
        raise RecordError(reason) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RecordError(f"its record is damaged ({error})") from None
    if kept != _hash(raw):
        raise RecordError("its record was edited by hand: its hash does not fit")
    for file, digest in record.files.items():
        try:
            found = sha256((path.parent / file).read_bytes())
        except OSError:
            raise RecordError(f"its file {file} is missing") from None
        if found != digest:
            raise RecordError(f"its file {file} was edited by hand")
    return record


def read_files(evidence: Path, example: str, record: Record) -> dict[str, bytes]:
    """Return the bytes of the files beside a record that was read without an error."""
    folder = record_path(evidence, example).parent
    return {file: (folder / file).read_bytes() for file in record.files}


def write_record(
    evidence: Path, example: str, record: Record, contents: Mapping[str, bytes]
) -> bool:
    """Write a record and the files beside it, and remove those that it no longer has.

    Files first, the record last: a record never points to a file that is not there.

    Args:
        evidence: The evidence folder of a language.
        example: ``topic/name``.
        record: What to write.
        contents: The bytes of each of ``record.files``.

    Returns:
        Whether anything changed on disk. An outcome equal to the one recorded changes nothing,
        not even the environment.
    """
    try:
        before: Record | None = read_record(evidence, example)
    except RecordError:
        before = None
    if before is not None and before.outcome() == record.outcome():
        return False
    path = record_path(evidence, example)
    path.parent.mkdir(parents=True, exist_ok=True)
    for file in sorted(contents):
        (path.parent / file).parent.mkdir(exist_ok=True)
        write_if_changed(path.parent / file, contents[file])
    write_if_changed(path, _dump(record))
    for file in (before.files if before else {}).keys() - contents.keys():
        (path.parent / file).unlink(missing_ok=True)
    return True


def _hash(payload: Mapping[str, Json]) -> str:
    text = json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode())


def _dump(record: Record) -> bytes:
    payload = {"format": FORMAT, "environment": dict(record.environment), **record.outcome()}
    payload["hash"] = _hash(payload)
    text = json.dumps(payload, sort_keys=True, ensure_ascii=False, indent=1)
    return (text + "\n").encode()
