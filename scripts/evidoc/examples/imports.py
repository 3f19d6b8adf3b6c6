"""The local modules that an example imports."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from evidoc.examples.source import parse, read_source


def local_modules(source: str, name: str, folder: Path, root: Path) -> tuple[tuple[str, str], ...]:
    """Return the modules below ``folder`` that a program imports, directly or not.

    A module that is imported in another way than by an ``import`` statement is not found; it is
    not there either when the program runs, so that this cannot pass unnoticed.

    Args:
        source: The program.
        name: Its path as findings show it.
        folder: Where its modules lie; the program runs with it on ``sys.path``.
        root: The folder that findings name files relative to.

    Returns:
        Path relative to ``folder`` and source of each, sorted.

    Raises:
        EvidocError: A file is not UTF-8 or not valid Python.
    """
    found: dict[str, str] = {}
    # A program is in no package: relative imports fail there.
    waiting = list(_imports(source, (), name))
    while waiting:
        for path in _files(folder, waiting.pop()):
            file = path.relative_to(folder)
            if file.as_posix() in found:
                continue
            shown_path = path.relative_to(root).as_posix()
            text = found[file.as_posix()] = read_source(path, shown_path)
            waiting += _imports(text, file.parent.parts, shown_path)
    return tuple(sorted(found.items()))


def imported_packages(sources: Iterable[str]) -> set[str]:
    """Return the first parts of the names that programs import."""
    names = (name for source in sources for name in _imports(source, (), "program"))
    return {name[0] for name in names if name}


@lru_cache(maxsize=2048)
def _imports(source: str, package: tuple[str, ...], path: str) -> tuple[tuple[str, ...], ...]:
    """Return the dotted names that a source may import, each as its parts."""
    return tuple(_imported_names(parse(source, path), package))


def _imported_names(tree: ast.Module, package: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level <= len(package):
            base = package[: len(package) - node.level + 1] if node.level else ()
            base += tuple(node.module.split(".")) if node.module else ()
            yield base
            yield from ((*base, alias.name) for alias in node.names)


def _files(folder: Path, name: tuple[str, ...]) -> Iterator[Path]:
    """Yield the files that run when a dotted name is imported: its packages and itself."""
    for length in range(1, len(name) + 1):
        path = folder.joinpath(*name[:length])
        if (path / "__init__.py").is_file():
            yield path / "__init__.py"
        elif path.with_suffix(".py").is_file():
            yield path.with_suffix(".py")
