"""What an example produced, as files: one record for all languages, and what lies beside it.

A record is ``<evidence>/<topic>/<name>.json``. What is the same in every language stands in it
once, what is not under ``languages``; so it is with the files beside it: figures, kept variables,
outputs of a lab's cells. It holds a digest of all that went in, so that staleness shows without
running, and a hash of all that came out, so that an edited record shows without running. What can
be made of the program and its record (downloads, notebooks) is made when the site is built.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from evidoc.core.files import read, write_together

FORMAT = 4
"""Version of the record's layout and meaning; part of every digest."""

Json = Any

_PARTS = ("digest", "environment", "output", "figures", "values", "tables", "formulas", "files")
_OPTIONAL = ("unusable", "shown", "colours")
"""Parts that stand in a record only where there is something to say."""


class RecordError(Exception):
    """A record that cannot be used; the message says why."""


@dataclass(frozen=True)
class Record:
    """The outcome of one example in one language.

    Attributes:
        digest: Digest of the program, its modules and data files, and the values asked for; not
            of comments and docstrings, which change nothing that it produces.
        environment: Versions of Python and of the libraries that the example imports.
        output: What was printed.
        figures: Name of a figure to the tables of the data drawn in it.
        values: Expression to its flattened values, as JSON numbers (``"a/b"`` for fractions).
        unusable: What a page asks for and cannot have, to the reason.
        shown: Expression of an object to its kind, and its text or its file (``core.model.Shown``).
        colours: Pieces of the output, as ``"first:end"``, to the names of their colours and styles.
        tables: Variable to its rows.
        formulas: A function on a grid of parameters to its values there (``formulas.grid``).
        files: Name of a file (figures, kept variables, outputs of cells) to the SHA-256 of its
            bytes.
    """

    digest: str
    environment: Mapping[str, str]
    output: str
    figures: Mapping[str, Json]
    values: Mapping[str, list[Json]]
    tables: Mapping[str, Json]
    formulas: Mapping[str, Json]
    files: Mapping[str, str]
    unusable: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, Json] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)

    def outcome(self) -> dict[str, Json]:
        """Return what a run of the same inputs has to reproduce: all but the environment.

        As it is read back from a file, so that a fresh outcome and a recorded one compare.
        """
        outcome = {
            "digest": self.digest,
            "output": self.output.split("\n"),
            "figures": dict(self.figures),
            "values": dict(self.values),
            "tables": dict(self.tables),
            "formulas": dict(self.formulas),
            "files": dict(self.files),
            **{part: dict(found) for part in _OPTIONAL if (found := getattr(self, part))},
        }
        read_back: dict[str, Json] = json.loads(json.dumps(outcome))
        return read_back


@dataclass(frozen=True)
class Evidence:
    """A record with the bytes of its files."""

    record: Record
    contents: Mapping[str, bytes]


def sha256(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


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


def read_evidence(evidence: Path, example: str) -> dict[str, Evidence]:
    """Read a record and check it against its own hash and its files.

    Returns:
        Language code to what is recorded in that language.

    Raises:
        RecordError: It is missing, not valid, was edited, or a file beside it is missing or edited.
    """
    try:
        return _read(record_path(evidence, example), example)
    except _MixedError:
        # Perhaps a run has just put one of its files in its place, and the record comes next.
        time.sleep(_MOMENT)
        return _read(record_path(evidence, example), example)


_MOMENT = 0.05


class _MixedError(RecordError):
    """A record and its files do not belong together."""


def _read(path: Path, example: str) -> dict[str, Evidence]:
    try:
        data = read(path)
    except OSError as error:
        reason = "has no record" if isinstance(error, FileNotFoundError) else str(error.strerror)
        raise RecordError(reason) from None
    try:
        records = _parse(data)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if b"<<<<<<<" in data or b">>>>>>>" in data:
            raise RecordError("its record holds the marks of a merge conflict") from None
        raise RecordError(f"its record is damaged ({error})") from None
    places = file_places(example, {code: record.files for code, record in records.items()})
    return {
        code: Evidence(record, _contents(path.parent, record.files, places[code]))
        for code, record in records.items()
    }


def write_evidence(evidence: Path, example: str, sides: Mapping[str, Evidence]) -> list[str]:
    """Write a record and the files beside it, and remove those that it no longer has.

    Files first, the record last: a record never points to a file that is not there.

    Args:
        evidence: The folder of the records.
        example: ``topic/name``.
        sides: Language code to what to record in that language; others stay as they are.

    Returns:
        The languages in which something changed. An outcome equal to the one recorded changes
        nothing, not even the environment.
    """
    try:
        before = read_evidence(evidence, example)
    except RecordError:
        before = {}
    changed = [
        code
        for code, side in sides.items()
        if code not in before or before[code].record.outcome() != side.record.outcome()
    ]
    if not changed:
        return []
    after = {**before, **{code: sides[code] for code in changed}}
    folder = record_path(evidence, example).parent
    folder.mkdir(parents=True, exist_ok=True)
    written = _stored(example, after)
    files = {folder / file: data for file, data in sorted(written.items())}
    write_together(files | {record_path(evidence, example): _dump(after)})
    for file in _stored(example, before).keys() - written.keys():
        (folder / file).unlink(missing_ok=True)
    return changed


def stored_files(evidence: Path, example: str) -> set[Path]:
    """Return the files of an example: its record and what that says lies beside it.

    Raises:
        RecordError: The record cannot be used.
    """
    path = record_path(evidence, example)
    return {
        path,
        *(path.with_name(file) for file in _stored(example, read_evidence(evidence, example))),
    }


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


def _contents(
    folder: Path, files: Mapping[str, str], places: Mapping[str, str]
) -> dict[str, bytes]:
    contents = {}
    for file, digest in files.items():
        try:
            contents[file] = read(folder / places[file])
        except OSError:
            raise _MixedError(f"its file {places[file]} is missing") from None
        if sha256(contents[file]) != digest:
            raise _MixedError(f"its file {places[file]} was edited by hand")
    return contents


def _stored(example: str, sides: Mapping[str, Evidence]) -> dict[str, bytes]:
    places = file_places(example, {code: side.record.files for code, side in sides.items()})
    return {
        places[code][file]: data
        for code, side in sides.items()
        for file, data in side.contents.items()
    }


def _parse(data: bytes) -> dict[str, Record]:
    raw = json.loads(data)
    if raw["format"] != FORMAT:
        raise RecordError(f"its record has format {raw['format']}, expected {FORMAT}")
    if raw.pop("hash") != payload_hash(raw):
        raise RecordError("its record was edited by hand: its hash does not fit")
    shared = {part: raw[part] for part in (*_PARTS, *_OPTIONAL) if part in raw}
    return {code: record_of({**shared, **own}) for code, own in raw["languages"].items()}


def record_of(raw: Mapping[str, Json]) -> Record:
    """Return a record from its parts as they stand in a file.

    Raises:
        KeyError: A part is missing.
        TypeError: A part is of a wrong type.
    """
    parts = {part: raw[part] for part in _PARTS}
    parts |= {part: raw[part] for part in _OPTIONAL if part in raw}
    for part, value in parts.items():
        expected = {"digest": str, "output": list}.get(part, dict)
        if not isinstance(value, expected):
            raise TypeError(f"its {part} is no {expected.__name__}")
    return Record(**{**parts, "output": "\n".join(raw["output"])})


def payload_hash(payload: Mapping[str, Json]) -> str:
    """Return the hash of all of a record but the hash itself."""
    text = json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode())


def _dump(sides: Mapping[str, Evidence]) -> bytes:
    whole = {
        code: {"environment": dict(side.record.environment), **side.record.outcome()}
        for code, side in sides.items()
    }
    first = next(iter(whole.values()))
    shared = {part: value for part, value in first.items() if _agree(whole, part)}
    own = {
        code: {part: value for part, value in parts.items() if part not in shared}
        for code, parts in whole.items()
    }
    payload = {"format": FORMAT, **shared, "languages": own}
    payload["hash"] = payload_hash(payload)
    text = json.dumps(payload, sort_keys=True, ensure_ascii=False, indent=1)
    return (text + "\n").encode()


def _agree(sides: Mapping[str, Mapping[str, Json]], part: str) -> bool:
    """Tell whether a part is the same in every language, to the type of each number."""
    texts = {json.dumps(side.get(part), sort_keys=True) for side in sides.values()}
    return len(texts) == 1
