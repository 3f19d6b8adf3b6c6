"""The examples: one plain runnable Python file each, in a folder for each topic."""

from __future__ import annotations

import keyword
import math
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from evidoc.findings import EvidocError, Finding
from evidoc.imports import local_modules
from evidoc.regions import find_regions, region, shown
from evidoc.source import SETTINGS, comments, parse, read_source

__all__ = ["Settings", "Snippet", "discover", "modules", "region", "relative", "shown"]


@dataclass(frozen=True)
class Settings:
    """What an example asks for, by ``# evidoc: seconds=120 files=data/x.json`` at its top.

    Attributes:
        seconds: Time limit.
        memory: Memory limit in bytes.
        output: Limit of what it prints, in bytes.
        files: Data files that it reads, relative to the folder of the snippets.
    """

    seconds: float = 60
    memory: int = 2 << 30
    output: int = 1 << 20
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Snippet:
    """One example.

    Attributes:
        name: ``topic/name``.
        path: Its file.
        source: Its text as written.
        settings: What its directive asks for.
        finding: Why it cannot run as it stands; its source is empty then.
    """

    name: str
    path: Path
    source: str
    settings: Settings = field(default_factory=Settings)
    finding: Finding | None = None

    @property
    def topic(self) -> str:
        """The folder that it lies in."""
        return self.name.split("/")[0]


def discover(snippets: Path, root: Path | None = None) -> dict[str, Snippet]:
    """Return the examples by ``topic/name``, sorted.

    Files directly in ``snippets`` and folders with an ``__init__.py`` are modules, not examples.

    Args:
        snippets: The folder of the snippets.
        root: The folder that findings name files relative to; the one above by default.

    Returns:
        A file that is not UTF-8, is not valid Python, or has a wrong name, setting or region is
        there too, with the finding: it spoils no other.
    """
    found: dict[str, Snippet] = {}
    for path in sorted(snippets.glob("*/*.py")):
        if path.parent.name.startswith((".", "__")) or (path.parent / "__init__.py").exists():
            continue
        shown_path = relative(path, snippets, root)
        name = f"{path.parent.name}/{path.stem}"
        try:
            _check_name(name, shown_path)
            source = read_source(path, shown_path)
            found[name] = Snippet(name, path, source, _checked_settings(source, shown_path))
        except EvidocError as error:
            found[name] = Snippet(name, path, "", finding=error.findings[0])
    return found


def relative(path: Path, snippets: Path, root: Path | None) -> str:
    """Return a file's path as findings show it."""
    return path.relative_to(root or snippets.parent).as_posix()


def modules(
    snippet: Snippet, snippets: Path, root: Path | None = None
) -> tuple[tuple[str, str], ...]:
    """Return the local modules that an example imports, directly or not.

    Returns:
        Path relative to ``snippets`` and source of each, sorted.

    Raises:
        EvidocError: A module is not UTF-8 or not valid Python.
    """
    path = relative(snippet.path, snippets, root)
    return local_modules(snippet.source, path, snippets, root or snippets.parent)


def _check_name(name: str, path: str) -> None:
    for part in name.split("/"):
        if not part.isidentifier() or keyword.iskeyword(part):
            message = f"{part!r} cannot be the name of an example or a topic"
            raise EvidocError([Finding(path, 1, message, "rename it: letters, digits, _")])


@lru_cache(maxsize=2048)
def _checked_settings(source: str, path: str) -> Settings:
    """Return the settings of a source that has been found valid."""
    tree = parse(source, path)
    find_regions(source, path)
    return _settings(source, tree.body[0].lineno if tree.body else math.inf, path)


def _settings(source: str, first_code: float, path: str) -> Settings:
    settings = Settings()
    seen: set[str] = set()
    for comment in comments(source):
        match = SETTINGS.fullmatch(comment.text)
        if match is None:
            continue
        try:
            if ":" not in comment.text[: match.start("settings")]:
                raise ValueError("a colon is missing after evidoc")
            if not comment.alone or comment.line > first_code:
                raise ValueError("settings stand at the top, above all code")
            for item in match["settings"].split():
                key, value = _setting(item)
                if key in seen:
                    raise ValueError(f"{key} is set twice")
                seen.add(key)
                settings = replace(settings, **{key: value})
        except ValueError as error:
            mend = "for example: # evidoc: seconds=120 memory=4GiB files=data/x.json"
            raise EvidocError([Finding(path, comment.line, str(error), mend)]) from None
    return settings


def _setting(item: str) -> tuple[str, Any]:
    key, equals, value = item.partition("=")
    if not equals or not value:
        raise ValueError(f"{item!r} is no setting: key=value")
    if key == "seconds":
        if not re.fullmatch(r"\d+(\.\d+)?", value) or float(value) == 0:
            raise ValueError(f"seconds={value} is no time limit")
        return key, float(value)
    if key in ("memory", "output"):
        match = re.fullmatch(r"([1-9]\d*)(KiB|MiB|GiB)", value)
        if match is None:
            raise ValueError(f"{key}={value} is no size: a number and KiB, MiB or GiB")
        return key, int(match[1]) << {"KiB": 10, "MiB": 20, "GiB": 30}[match[2]]
    if key == "files":
        files = tuple(value.split(","))
        for file in files:
            if not file or file.startswith("/") or ".." in PurePosixPath(file).parts:
                raise ValueError(f"{file!r} is no file below the folder of the snippets")
        return key, files
    raise ValueError(f"unknown setting {key!r}; known are seconds, memory, output, files")
