"""The local modules that examples import."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from evidoc.core.findings import EvidocError, Finding
from evidoc.examples.imports import absolute
from evidoc.examples.program import Program
from evidoc.examples.source import read_source


class Modules:
    """The modules of a folder, each read once.

    Args:
        folder: Where they lie; programs run with it on ``sys.path``.
        root: The folder that findings name files relative to.
    """

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder = folder
        self.root = root
        self._read: dict[Path, Program] = {}
        self._found: dict[tuple[str, ...], tuple[tuple[str, Path], ...]] = {}

    def imported_by(self, program: Program) -> tuple[tuple[str, Program], ...]:
        """Return the modules that a program imports, directly or not.

        A module that is imported in another way than by an ``import`` statement is not found; it
        is not there either when the program runs, so that this cannot pass unnoticed.

        Returns:
            Path relative to the folder and program of each, sorted.

        Raises:
            EvidocError: A file is not UTF-8 or not valid Python, or has the name of a module of
                Python's own.
        """
        found: dict[str, Program] = {}
        # A program is in no package: relative imports fail there.
        waiting = list(absolute(program.imports, ()))
        while waiting:
            for file, path in self._files(waiting.pop()):
                if file in found:
                    continue
                module = found[file] = self._program(path)
                waiting += absolute(module.imports, tuple(file.split("/")[:-1]))
        return tuple(sorted(found.items()))

    def _program(self, path: Path) -> Program:
        if path not in self._read:
            name = path.relative_to(self.root).as_posix()
            self._read[path] = Program(read_source(path, name), name)
        return self._read[path]

    def _files(self, name: tuple[str, ...]) -> tuple[tuple[str, Path], ...]:
        """Return the files that run when a dotted name is imported: its packages and itself.

        Each with its path relative to the folder.
        """
        if name not in self._found:
            found = tuple(self._look_up(name))
            if found and name[0] in sys.stdlib_module_names:
                # Which of the two is imported would depend on what Python has loaded already.
                path = found[0].relative_to(self.root).as_posix()
                message = f"has the name of Python's own module {name[0]}"
                raise EvidocError([Finding(path, 1, message, "rename it")])
            files = tuple((path.relative_to(self.folder).as_posix(), path) for path in found)
            self._found[name] = files
        return self._found[name]

    def _look_up(self, name: tuple[str, ...]) -> Iterator[Path]:
        for length in range(1, len(name) + 1):
            path = self.folder.joinpath(*name[:length])
            if (path / "__init__.py").is_file():
                yield path / "__init__.py"
            elif path.with_suffix(".py").is_file():
                yield path.with_suffix(".py")
