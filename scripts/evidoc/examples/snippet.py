"""The examples: one plain runnable Python file each, in a folder for each topic."""

from __future__ import annotations

import keyword
import math
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from evidoc.core.findings import EvidocError, Finding
from evidoc.examples.dependencies import wrong_uses
from evidoc.examples.imports import local_modules
from evidoc.examples.regions import find_regions, region, shown
from evidoc.examples.settings import Settings, read_settings
from evidoc.examples.source import SETTINGS, comments, parse, read_source

__all__ = ["Settings", "Snippet", "discover", "modules", "region", "relative", "shown"]


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
        A file that is not UTF-8, is not valid Python, has a wrong name, setting or region, or
        uses an example that it cannot use, is there too, with the finding: it spoils no other.
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
    settings = {name: found[name].settings for name in found}
    unreadable = [name for name in found if found[name].finding]
    for name, message, mend in wrong_uses(settings, unreadable):
        snippet = found[name]
        line = _setting_line(snippet.source, "uses")
        finding = Finding(relative(snippet.path, snippets, root), line, message, mend)
        found[name] = Snippet(name, snippet.path, "", finding=finding)
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
    return read_settings(source, tree.body[0].lineno if tree.body else math.inf, path)


def _setting_line(source: str, key: str) -> int:
    lines = (
        comment.line
        for comment in comments(source)
        if SETTINGS.fullmatch(comment.text) and f" {key}=" in comment.text
    )
    return next(lines, 1)
