"""Mutants of code that change nothing that anyone could see, each with the reason."""

from __future__ import annotations

import tomllib
from pathlib import Path

from mutants.mutant import Mutant

_FILE = Path(__file__).with_name("equivalent.toml")
REASONS: dict[tuple[str, str, str], str] = {
    (entry["path"], entry["line"], change): entry["reason"]
    for entry in tomllib.loads(_FILE.read_text("utf-8")).get("equivalent", [])
    for change in entry["changes"]
}


def outdated(root: Path) -> list[str]:
    """Return the entries whose line is not there any more."""
    return [
        f"{path}: {line}"
        for path, line, _ in REASONS
        if line not in map(str.strip, (root / path).read_text("utf-8").split("\n"))
    ]


def reason(mutant: Mutant, root: Path) -> str:
    """Return why a mutant is equivalent to the original; empty if it is not known to be.

    Args:
        mutant: A mutant of code.
        root: The folder that its path is relative to.
    """
    line = (root / mutant.path).read_text("utf-8").split("\n")[mutant.line - 1].strip()
    return REASONS.get((mutant.path, line, f"{mutant.before} -> {mutant.after}"), "")
