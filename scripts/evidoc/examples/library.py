"""The packages that a project itself is about, which its examples import."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from evidoc.core.findings import EvidocError, Finding
from evidoc.examples.imports import absolute
from evidoc.examples.program import Program
from evidoc.examples.source import read_source

COMPILED = (".so", ".pyd", ".dylib")
"""The endings of files that a build makes: they run, but are no sources."""


class Package:
    """A package or a module of the project.

    Args:
        path: Its folder, or its file.
        root: The folder that findings name files relative to.
    """

    def __init__(self, path: Path, root: Path) -> None:
        self.path = path
        self.root = root

    @cached_property
    def files(self) -> tuple[tuple[str, bytes], ...]:
        """All its files, by their path as seen from where it is imported, sorted.

        Raises:
            EvidocError: A file cannot be read.
        """
        found = []
        for path in sorted(self.path.rglob("*")) if self.path.is_dir() else [self.path]:
            name = path.relative_to(self.path.parent)
            if "__pycache__" in name.parts or any(part.startswith(".") for part in name.parts):
                continue
            try:
                if path.is_file():
                    found.append((name.as_posix(), path.read_bytes()))
            except OSError as error:
                shown = path.relative_to(self.root).as_posix()
                message = f"cannot be read: {error.strerror}"
                raise EvidocError([Finding(shown, 1, message)]) from None
        return tuple(found)

    @cached_property
    def imports(self) -> frozenset[str]:
        """The first parts of the names that its modules import.

        Raises:
            EvidocError: A module is not UTF-8 or not valid Python.
        """
        names = set()
        for name, _ in self.files:
            if name.endswith(".py"):
                path = self.path.parent / name
                shown = path.relative_to(self.root).as_posix()
                program = Program(read_source(path, shown), shown)
                parts = Path(name).parent.parts
                names |= {each[0] for each in absolute(program.imports, parts) if each}
        return frozenset(names)


class Library:
    """The packages of a project, below ``src/`` or at its root, each read once.

    They are found whether or not they are installed: an example sees their sources as they are.

    Args:
        root: The project's root.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._packages: dict[str, Package | None] = {}

    def imported_by(self, programs: Iterable[Program]) -> list[Package]:
        """Return the packages that programs import, directly or not, sorted by name.

        Raises:
            EvidocError: A module is not UTF-8 or not valid Python.
        """
        waiting = [name[0] for each in programs for name in absolute(each.imports, ()) if name]
        found: dict[str, Package] = {}
        while waiting:
            name = waiting.pop()
            if name not in found and (package := self._package(name)):
                found[name] = package
                waiting += package.imports
        return [found[name] for name in sorted(found)]

    def _package(self, name: str) -> Package | None:
        if name not in self._packages:
            places = [folder / name for folder in (self.root / "src", self.root)]
            paths = [
                path
                for place in places
                for path in (place, place.with_name(f"{name}.py"))
                if path.is_file() or (path / "__init__.py").is_file()
            ]
            is_own = bool(paths) and name not in sys.stdlib_module_names
            self._packages[name] = Package(paths[0], self.root) if is_own else None
        return self._packages[name]
