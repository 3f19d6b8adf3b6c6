"""The variables that an example keeps for others: a JSON object of name and value."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

LIMIT = 1 << 20
"""The most bytes that one example may keep: kept data is committed and downloaded."""


class KeepError(Exception):
    """A value that has no place in a file of kept data; the message says why."""


def kept_json(kept: Mapping[str, object]) -> str:
    """Return variables as the text of a JSON object, the same on every run.

    Numbers, texts, lists, arrays and tensors, and dictionaries of them. A fraction becomes
    ``"a/b"``. The order of names and keys stays; a list of plain values stands on one line.

    Raises:
        KeepError: A value is something else, is not finite, or there is too much of it.
    """
    text = _written({name: _plain(name, value) for name, value in kept.items()}, "") + "\n"
    if len(text.encode()) > LIMIT:
        raise KeepError(f"{len(text.encode())} bytes are too many to keep; at most {LIMIT}")
    return text


def shape(value: Any) -> Any:
    """Return the form of kept data without its numbers: names, lengths, and kinds of leaves."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value]
    return "number" if isinstance(value, int | float) else value


def _plain(name: str, value: object) -> Any:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise KeepError(f"{name} holds {value}, which is not finite")
        return value
    if isinstance(value, Mapping):
        if odd := [key for key in value if not isinstance(key, str)]:
            raise KeepError(f"{name} has the key {odd[0]!r}: keys of what is kept are texts")
        return {key: _plain(f"{name}[{key!r}]", item) for key, item in value.items()}
    if isinstance(value, list | tuple | range):
        return [_plain(f"{name}[{index}]", item) for index, item in enumerate(value)]
    if hasattr(value, "detach"):
        value = value.detach().cpu().numpy()
    if hasattr(value, "tolist"):
        return _plain(name, _shortest(value))
    raise KeepError(f"{name} is of type {type(value).__name__}: keep numbers, lists or arrays")


def _shortest(array: Any) -> Any:
    """Return an array as nested lists; its floats in the fewest digits that give them back."""
    if array.dtype.kind == "f" and array.dtype.itemsize < 8:
        return array.astype(str).astype("float64").tolist()
    return array.tolist()


def _written(value: Any, indent: str) -> str:
    if not isinstance(value, dict | list) or not any(
        isinstance(item, dict | list) for item in _items(value)
    ):
        return json.dumps(value, ensure_ascii=False)
    inner = indent + " "
    if isinstance(value, dict):
        lines = [
            f"{json.dumps(key, ensure_ascii=False)}: {_written(item, inner)}"
            for key, item in value.items()
        ]
    else:
        lines = [_written(item, inner) for item in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    body = f",\n{inner}".join(lines)
    return f"{opening}\n{inner}{body}\n{indent}{closing}"


def _items(value: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value
