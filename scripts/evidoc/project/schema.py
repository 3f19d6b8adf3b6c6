"""The JSON schema of the settings: what there is to set, for people, editors and the engine alike.

``assets/settings.schema.json`` is the one list of keys; ``config`` reads it from there.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

_TYPES = {"string": (str, "a text"), "boolean": (bool, "true or false")}


@cache
def settings_schema() -> dict[str, Any]:
    """Return the schema of ``evidoc.toml``."""
    text = (files("evidoc") / "assets" / "settings.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def pyproject_schema() -> dict[str, Any]:
    """Return the schema of a ``pyproject.toml`` with ``[tool.evidoc]``, which leaves all else open.

    Its definitions stand at the top, where the references lead.
    """
    own = {key: value for key, value in settings_schema().items() if key != "definitions"}
    dialect = own.pop("$schema")
    tool = {"type": "object", "properties": {"evidoc": own}}
    return {
        "$schema": dialect,
        "type": "object",
        "properties": {"tool": tool},
        "definitions": settings_schema()["definitions"],
    }


def require_known(raw: dict[str, Any]) -> None:
    """Refuse keys that are not in the schema, and plain values of another type.

    Raises:
        ValueError: There is one; the message names it.
    """
    known = settings_schema()["properties"]
    if unknown := sorted(raw.keys() - known.keys()):
        raise ValueError(f"unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")
    for key, value in raw.items():
        kind, what = _TYPES.get(known[key].get("type"), (object, ""))
        if not isinstance(value, kind):
            raise ValueError(f"{key} is {what}")
