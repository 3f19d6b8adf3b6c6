"""What the last check found, for the next one to repeat while nothing has changed.

Everything that a check may read goes into one digest: all files of the project, the engine itself,
and the versions of all that is installed.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path

from evidoc.core.files import write_if_changed
from evidoc.core.findings import Finding
from evidoc.project.config import Config
from evidoc.project.project import Project
from evidoc.records.file_names import record_path

ENGINE = Path(__file__).parents[1]
CHECK, BUILD = "evidoc-check.json", "evidoc-build.json"
"""What keeps the outcome of a check, and of the check in a build, of what the build rendered."""

_ABOUT = (".dist-info", ".egg-info")
_SITE = re.compile(r"^site_dir:[ ]*['\"]?(?P<folder>[^'\"#\n]*[^'\"#\s])", re.MULTILINE)


@dataclass(frozen=True)
class Checked:
    """The outcome of a check.

    Attributes:
        findings: What is wrong.
        summary: A line that says what was checked.
        unrun: Whether an example has no record. That is no finding where no page shows it.
    """

    findings: list[Finding]
    summary: str
    unrun: bool


def has_unrun(project: Project) -> bool:
    """Tell whether an example of a project has no record."""
    evidence = project.config.evidence
    return not all(record_path(evidence, name).exists() for name in project.snippets)


def inputs_digest(config: Config) -> str:
    """Return a digest of all that the outcome of a check depends on.

    That is every file below the project's root and of the engine, by its name, size and times: no
    guess of what a check may read, but for the built site, which MkDocs empties itself. The time of
    a file's last change cannot be set by hand.
    """
    digest = sha256()
    site = _site(config)
    for path in sorted({*_files(config.root, site), *_files(ENGINE, None)}):
        with suppress(OSError):  # gone meanwhile
            state = path.stat()
            seen = (str(path), state.st_size, state.st_mtime_ns, state.st_ctime_ns)
            digest.update(repr(seen).encode("utf-8", "surrogateescape"))
    for each in sorted(_installed()):
        digest.update(f"{each}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _installed() -> Iterator[str]:
    """Yield the name and version of all that is installed: those of the folders about it."""
    for folder in sys.path:
        with suppress(OSError):
            yield from (name for name in os.listdir(folder or ".") if name.endswith(_ABOUT))


def _site(config: Config) -> Path | None:
    """Return the folder of the built site, unless something of the project lies in it."""
    configuration = next(iter(config.languages.values())).mkdocs
    if not configuration.is_file():
        return None
    setting = _SITE.search(configuration.read_text("utf-8", "replace"))
    site = Path(os.path.normpath(configuration.parent / (setting["folder"] if setting else "site")))
    inside = [config.snippets, config.evidence, *(each.docs for each in config.languages.values())]
    return None if any(site in (each, *each.parents) for each in inside) else site


def _files(folder: Path, without: Path | None) -> Iterator[Path]:
    """Yield the files below a folder, without environments, caches and what is hidden."""
    for parent, folders, files in os.walk(folder):
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".")
            and name not in ("__pycache__", "node_modules")
            and not os.path.exists(os.path.join(parent, name, "pyvenv.cfg"))
            and Path(parent, name) != without
        ]
        yield from (Path(parent, name) for name in files)


def recall(config: Config, inputs: str, kind: str = CHECK) -> Checked | None:
    """Return the outcome of the last check, if it was of these inputs."""
    try:
        kept = json.loads(_path(config, kind).read_bytes())
        if kept["inputs"] != inputs:
            return None
        findings = [Finding(*each) for each in kept["findings"]]
        return Checked(findings, kept["summary"], kept["unrun"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_clean(config: Config) -> bool:
    """Tell whether the check or build of what is there now found nothing, and nothing to run."""
    inputs = inputs_digest(config)
    outcomes = (recall(config, inputs, kind) for kind in (CHECK, BUILD))
    return any(each and not (each.findings or each.unrun) for each in outcomes)


def remember(config: Config, inputs: str, checked: Checked, kind: str = CHECK) -> None:
    """Keep an outcome for the next check; without permission to write it is not kept."""
    kept = {"inputs": inputs, **vars(checked), "findings": _rows(checked.findings)}
    path = _path(config, kind)
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        write_if_changed(path, json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace"))


def _rows(findings: Iterable[Finding]) -> list[tuple[object, ...]]:
    return [astuple(finding) for finding in findings]


def _path(config: Config, kind: str) -> Path:
    return config.root / ".cache" / kind
