"""The figures that the evidence holds."""

from __future__ import annotations

import json
from collections.abc import Iterator

from built_site import ROOT


def figures() -> Iterator[tuple[str, str]]:
    """Yield every recorded figure; those of labs lie in their cells."""
    evidence = ROOT / "evidence"
    for path in sorted(evidence.rglob("*.svg")):
        yield path.name, path.read_text("utf-8")
    for path in sorted(evidence.rglob("*.cells*.json")):
        yield from ((path.name, text) for text in drawn(json.loads(path.read_bytes())))


def drawn(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            if name == "image/svg+xml" and not isinstance(each, dict):
                yield "".join(each)
            else:
                yield from drawn(each)
    elif isinstance(value, list):
        for each in value:
            yield from drawn(each)
