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
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

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


def parse(data: bytes) -> dict[str, Record]:
    """Return the record of each language from the bytes of their file.

    Raises:
        RecordError: It is damaged, was edited, or is of another format.
    """
    try:
        raw = json.loads(data)
        if raw["format"] != FORMAT:
            raise RecordError(f"its record has format {raw['format']}, expected {FORMAT}")
        if raw.pop("hash") != payload_hash(raw):
            raise RecordError("its record was edited by hand: its hash does not fit")
        shared = {part: raw[part] for part in (*_PARTS, *_OPTIONAL) if part in raw}
        return {code: record_of({**shared, **own}) for code, own in raw["languages"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if b"<<<<<<<" in data or b">>>>>>>" in data:
            raise RecordError("its record holds the marks of a merge conflict") from None
        raise RecordError(f"its record is damaged ({error})") from None


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


def dump(sides: Mapping[str, Evidence]) -> bytes:
    """Return the file of the records of all languages: what they share stands in it once."""
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
