"""What examples read beside their own source: modules, the project's packages, data files."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from evidoc.core.findings import EvidocError
from evidoc.core.model import is_lab
from evidoc.examples.imports import foreign, imported_packages
from evidoc.examples.library import Library
from evidoc.examples.modules import Modules
from evidoc.examples.program import Program
from evidoc.examples.snippet import Snippet
from evidoc.project.config import Config
from evidoc.project.data_files import read_data

Files = tuple[tuple[str, bytes], ...]
"""Files by their path as the example sees it."""


class Inputs:
    """What the examples of a project read, each file read once."""

    def __init__(self, config: Config, snippets: Mapping[str, Snippet]) -> None:
        self._config = config
        self._snippets = snippets
        self._modules = Modules(config.snippets, config.root)
        self._library = Library(config.root)

    def _imported(self, example: str) -> tuple[tuple[str, Program], ...]:
        return self._modules.imported_by(self._snippets[example].program)

    def modules(self, example: str) -> dict[str, bytes]:
        """Return the modules beside the topics that an example imports, by their paths there.

        Raises:
            EvidocError: A module is not valid.
        """
        return {name: module.text.encode() for name, module in self._imported(example)}

    def files(self, example: str) -> Files:
        """Return the modules and the data files of an example.

        Raises:
            EvidocError: One of them is not valid, or not there.
        """
        snippet = self._snippets[example]
        path = self._config.relative(snippet.path)
        data = [
            file
            for pattern in snippet.settings.files
            for file in read_data(pattern, self._config.snippets, self._config.root, path)
        ]
        return (*self.modules(example).items(), *data)

    def needs_files(self, example: str) -> bool:
        """Tell whether an example needs modules, data or what others keep to run.

        Raises:
            EvidocError: A module is not valid.
        """
        settings = self._snippets[example].settings
        return bool(settings.files or settings.uses or self._imported(example))

    def packages(self, example: str) -> Files:
        """Return the files of the project's own packages that an example imports.

        Raises:
            EvidocError: One of them is not valid.
        """
        programs = (self._snippets[example].program, *(each for _, each in self._imported(example)))
        return tuple(
            file for package in self._library.imported_by(programs) for file in package.files
        )

    def libraries(self, example: str) -> set[str]:
        """Return the names of packages of others that an example and its modules import.

        With "torch.optim" where one of them speaks of it: loading that takes long.

        Raises:
            EvidocError: A module is not valid.
        """
        modules = self._imported(example)
        programs = [self._snippets[example].program, *(each for _, each in modules)]
        names = set(foreign(imported_packages(programs), [name for name, _ in modules]))
        if any("optim" in each.text for each in programs):
            names.add("torch.optim")
        if is_lab(example):
            names.add("matplotlib")
        return names

    @cached_property
    def all_libraries(self) -> frozenset[str]:
        """The packages of others that any example imports; one that is not valid is left out."""
        found: set[str] = set()
        for example in self._snippets:
            with suppress(EvidocError):
                found |= self.libraries(example)
        return frozenset(found)

    def folders(self) -> set[Path]:
        """Return the folders of what valid examples read: data, and the project's own packages."""
        root = self._config.root
        bases = (self._config.snippets, root, root / "src")
        folders: set[Path] = set()
        for example in self._snippets:
            with suppress(EvidocError):
                for name, _ in (*self.files(example), *self.packages(example)):
                    paths = (base / name for base in bases)
                    folders |= {path.parent for path in paths if path.is_file()}
        return {folder for folder in folders if root in (folder, *folder.parents)}
