"""TOML as authors write it: what is wrong with it is a finding at its line."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from evidoc.core.findings import EvidocError, Finding


def parse_toml(text: str, path: str) -> dict[str, Any]:
    """Return what a TOML text holds.

    Args:
        text: The file's text.
        path: Its path as findings show it.

    Raises:
        EvidocError: It is not valid.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise EvidocError([Finding(path, line, f"is not valid TOML: {error}")]) from error
