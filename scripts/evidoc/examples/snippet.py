"""The examples: one plain runnable file each, in a folder for each topic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from evidoc.core.findings import EvidocError, Finding
from evidoc.core.values import NAME
from evidoc.examples.console import ENDINGS, ConsoleProgram
from evidoc.examples.dependencies import wrong_uses
from evidoc.examples.program import Program
from evidoc.examples.settings import Settings, setting_line
from evidoc.examples.source import read_source

_DEPTH = 2  # topic and name


@dataclass(frozen=True, eq=False)
class Snippet:
    """One example.

    Attributes:
        name: ``topic/name``.
        path: Its file, or the page in which it is written.
        program: Its program as written.
        in_page: Whether it is written in a page; nothing of it is translated then.
        line: Where in the file it begins.
        ending: What its file ends in, or one would if it were no block of a page.
        finding: Why it cannot run as it stands; its program is empty then.
    """

    name: str
    path: Path
    program: Program
    finding: Finding | None = None
    in_page: bool = False
    line: int = 1
    ending: str = ".py"

    @property
    def file_name(self) -> str:
        """The name of its file, of the one that it would have if it is written in a page."""
        return f"{self.name.rpartition('/')[2]}{self.ending}"

    @property
    def topic(self) -> str:
        """The folder that it lies in."""
        return self.name.split("/")[0]

    @property
    def is_console(self) -> bool:
        """Whether it holds commands of a shell."""
        return isinstance(self.program, ConsoleProgram)

    @property
    def settings(self) -> Settings:
        """What its directive asks for."""
        return self.program.settings


@dataclass(frozen=True)
class Written:
    """An example that is written in a page.

    Attributes:
        name: ``topic/name``.
        path: The page.
        text: Its program, its lines those of the page.
        line: Where the page names it.
        ending: What a file of such programs ends in.
        reason: Why it cannot stand there; empty if it can.
    """

    name: str
    path: Path
    text: str
    line: int
    ending: str = ".py"
    reason: str = ""


def discover(
    snippets: Path, root: Path | None = None, written: Iterable[Written] = ()
) -> dict[str, Snippet]:
    """Return the examples by ``topic/name``, sorted.

    Files directly in ``snippets`` and folders with an ``__init__.py`` are modules, not examples.

    Args:
        snippets: The folder of the snippets.
        root: The folder that findings name files relative to; the one above by default.
        written: The examples that are written in pages.

    Returns:
        A file that is not UTF-8, is not valid Python, has a wrong name, setting or region, or
        uses an example that it cannot use, is there too, with the finding: it spoils no other.
    """
    found: dict[str, Snippet] = {}
    files = (path for ending in (".py", *ENDINGS) for path in snippets.glob(f"*/*{ending}"))
    for path in sorted(files):
        is_hidden = path.name.startswith(".") or path.parent.name.startswith((".", "__"))
        if is_hidden or (path.parent / "__init__.py").exists():
            continue
        shown_path = path.relative_to(root or snippets.parent).as_posix()
        name = f"{path.parent.name}/{path.stem}"
        try:
            _check_name(name, shown_path)
            if name in found:
                message = f"{found[name].path.name} beside it has the same name"
                raise EvidocError([Finding(shown_path, 1, message, "rename one of them")])
            program = _program(read_source(path, shown_path), shown_path, path.suffix)
            found[name] = Snippet(name, path, program, ending=path.suffix)
        except EvidocError as error:
            found[name] = Snippet(
                name, path, Program("", shown_path), error.findings[0], ending=path.suffix
            )
    for each in written:
        found[each.name] = _written(each, root or snippets.parent, found)
    settings = {name: found[name].settings for name in found}
    unreadable = [name for name in found if found[name].finding]
    paths = {name: found[name].program.path for name in found}
    for name, message, mend in wrong_uses(settings, unreadable, paths):
        program = found[name].program
        finding = Finding(program.path, setting_line(program, "uses"), message, mend)
        empty = Program("", program.path)
        found[name] = replace(found[name], program=empty, finding=finding)
    return dict(sorted(found.items())) if any(each.in_page for each in found.values()) else found


def _program(text: str, path: str, ending: str) -> Program:
    """Return the program of a text, read as a file that ends like that."""
    program = ConsoleProgram(text, path, ending) if ending in ENDINGS else Program(text, path)
    _ = program.settings
    return program


def _written(each: Written, root: Path, others: Mapping[str, Snippet]) -> Snippet:
    """Return an example that is written in a page."""
    shown_path = each.path.relative_to(root).as_posix()
    file = f"{each.name}{each.ending}"
    mend = f"write it to {file} in the folder of the examples, and show it from there"
    try:
        _check_name(each.name, shown_path, each.line)
        if each.reason:
            raise EvidocError([Finding(shown_path, each.line, each.reason, mend)])
        if each.name in others:
            message = f"{others[each.name].program.path} holds an example of the same name"
            raise EvidocError([Finding(shown_path, each.line, message, "rename one of them")])
        program = _program(each.text, shown_path, each.ending)
        finding = None
    except EvidocError as error:
        program, finding = Program("", shown_path), error.findings[0]
    return Snippet(each.name, each.path, program, finding, True, each.line, each.ending)


# A file beside the record of another example; the one word that Python has before a colon.
_TAKEN = re.compile(r"\.(?:kept|cells)(?:\.|$)|^lambda$")


def _check_name(name: str, path: str, line: int = 1) -> None:
    parts = name.split("/")
    if len(parts) != _DEPTH:
        message = f"{name!r} is not the name of an example"
        raise EvidocError([Finding(path, line, message, "write topic/name")])
    for part in parts:
        if not re.fullmatch(NAME, part) or _TAKEN.search(part):
            message = f"{part!r} cannot be the name of an example or a topic"
            mend = "rename it: letters, digits, and _ - . between them"
            raise EvidocError([Finding(path, line, message, mend)])
