"""What the last check found, for the next one to repeat while nothing has changed.

Everything that a check reads goes into one digest: the project's files, the engine itself, and the
versions of all that is installed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path

from evidoc.core.files import write_if_changed
from evidoc.core.findings import Finding
from evidoc.project.config import Config

ENGINE = Path(__file__).parent


@dataclass(frozen=True)
class Checked:
    """The outcome of a check: its findings, and a line that says what was checked."""

    findings: list[Finding]
    summary: str


def inputs_digest(config: Config) -> str:
    """Return a digest of all that the outcome of a check depends on."""
    digest = sha256()
    for path in sorted(_files(config)):
        digest.update(f"{path}\0".encode())
        # A file that cannot be read is a finding, and no reason to remember another outcome.
        with suppress(OSError):
            digest.update(sha256(path.read_bytes()).digest())
    for each in sorted(f"{one.name} {one.version}" for one in distributions()):
        digest.update(f"{each}\0".encode())
    return digest.hexdigest()


def _files(config: Config) -> Iterator[Path]:
    yield from (path for path in config.root.iterdir() if path.is_file())
    if config.glossary:
        yield config.glossary
    folders = {config.snippets, ENGINE, *(each.docs for each in config.languages.values())}
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file() and _is_source(path))


def _is_source(path: Path) -> bool:
    return path.suffix != ".pyc"


def recall(config: Config, inputs: str) -> Checked | None:
    """Return the outcome of the last check, if it was of these inputs."""
    try:
        kept = json.loads(_path(config).read_bytes())
        if kept["inputs"] != inputs:
            return None
        return Checked([Finding(*each) for each in kept["findings"]], kept["summary"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(config: Config, inputs: str, checked: Checked) -> None:
    """Keep an outcome for the next check; without permission to write it is not kept."""
    kept = {"inputs": inputs, "findings": _rows(checked.findings), "summary": checked.summary}
    with suppress(OSError):
        _path(config).parent.mkdir(exist_ok=True)
        write_if_changed(_path(config), json.dumps(kept, ensure_ascii=False).encode())


def _rows(findings: Iterable[Finding]) -> list[tuple[object, ...]]:
    return [astuple(finding) for finding in findings]


def _path(config: Config) -> Path:
    return config.root / ".cache" / "evidoc-check.json"
