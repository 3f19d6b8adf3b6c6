"""The evidence on disk: records and the files beside them, read and written whole."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

from evidoc.core.files import read, write_together
from evidoc.records.file_names import file_places, record_path
from evidoc.records.record import Evidence, RecordError, dump, parse, sha256

_MOMENT = 0.05


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


class _MixedError(RecordError):
    """A record and its files do not belong together."""


def _read(path: Path, example: str) -> dict[str, Evidence]:
    try:
        data = read(path)
    except OSError as error:
        reason = "has no record" if isinstance(error, FileNotFoundError) else str(error.strerror)
        raise RecordError(reason) from None
    records = parse(data)
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
    write_together(files | {record_path(evidence, example): dump(after)})
    for file in _stored(example, before).keys() - written.keys():
        (folder / file).unlink(missing_ok=True)
    return changed


def stored_files(evidence: Path, example: str, sides: Mapping[str, Evidence]) -> set[Path]:
    """Return the files of an example: its record and what that says lies beside it."""
    path = record_path(evidence, example)
    return {path, *(path.with_name(file) for file in _stored(example, sides))}


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
