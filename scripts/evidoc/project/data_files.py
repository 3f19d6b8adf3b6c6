"""The data files that an example names in its settings: paths and patterns of paths."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from evidoc.core.findings import EvidocError, Finding

_PATTERN = re.compile(r"[*?\[]")


def read_data(pattern: str, snippets: Path, root: Path, example: str) -> list[tuple[str, bytes]]:
    """Return the files that a path or a pattern names, by their path as the example sees it.

    Args:
        pattern: ``data/x.json`` or ``reports/**/*.xml``, below the folder of the snippets, or,
            if nothing is there, below the root.
        snippets: The folder of the snippets.
        root: The project's root.
        example: The file of the example, as findings show it.

    Raises:
        EvidocError: Nothing is there, or it cannot be read or lies outside of the project.
    """
    path = PurePosixPath(pattern)
    if path.is_absolute() or ".." in path.parts:
        raise _wrong(example, pattern, "leads out of the project")
    for folder in (snippets, root):
        try:
            if paths := _paths(folder, pattern):
                return [(path.relative_to(folder).as_posix(), _read(path, root)) for path in paths]
        except OSError as error:
            raise _wrong(example, pattern, f"cannot be read: {error.strerror}") from error
        except ValueError:
            raise _wrong(example, pattern, "is no pattern: ** stands between slashes") from None
    raise _wrong(example, pattern, "is not there, below its folder or the project's root")


def _paths(folder: Path, pattern: str) -> list[Path]:
    if not _PATTERN.search(pattern):
        return [folder / pattern] if (folder / pattern).is_file() else []
    return [
        path
        for path in sorted(folder.glob(pattern))
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def _read(path: Path, root: Path) -> bytes:
    if root.resolve() not in path.resolve().parents:
        raise PermissionError(0, "it leads out of the project")
    return path.read_bytes()


def _wrong(example: str, pattern: str, what: str) -> EvidocError:
    return EvidocError([Finding(example, 1, f"its data file {pattern} {what}", "mend files=")])
