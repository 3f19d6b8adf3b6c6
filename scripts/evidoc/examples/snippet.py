"""The examples: one plain runnable file each, in a folder for each topic."""

from __future__ import annotations

import keyword
from dataclasses import dataclass
from pathlib import Path

from evidoc.core.findings import EvidocError, Finding
from evidoc.examples.console import ENDINGS, ConsoleProgram
from evidoc.examples.dependencies import wrong_uses
from evidoc.examples.program import Program
from evidoc.examples.settings import Settings, setting_line
from evidoc.examples.source import read_source


@dataclass(frozen=True, eq=False)
class Snippet:
    """One example.

    Attributes:
        name: ``topic/name``.
        path: Its file.
        program: Its program as written.
        finding: Why it cannot run as it stands; its program is empty then.
    """

    name: str
    path: Path
    program: Program
    finding: Finding | None = None

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
    files = (path for ending in (".py", *ENDINGS) for path in snippets.glob(f"*/*{ending}"))
    for path in sorted(files):
        if path.parent.name.startswith((".", "__")) or (path.parent / "__init__.py").exists():
            continue
        shown_path = path.relative_to(root or snippets.parent).as_posix()
        name = f"{path.parent.name}/{path.stem}"
        try:
            _check_name(name, shown_path)
            if name in found:
                message = f"{found[name].path.name} beside it has the same name"
                raise EvidocError([Finding(shown_path, 1, message, "rename one of them")])
            is_console = path.suffix in ENDINGS
            program = (ConsoleProgram if is_console else Program)(
                read_source(path, shown_path), shown_path
            )
            _ = program.settings
            found[name] = Snippet(name, path, program)
        except EvidocError as error:
            found[name] = Snippet(name, path, Program("", shown_path), error.findings[0])
    settings = {name: found[name].settings for name in found}
    unreadable = [name for name in found if found[name].finding]
    for name, message, mend in wrong_uses(settings, unreadable):
        program = found[name].program
        finding = Finding(program.path, setting_line(program, "uses"), message, mend)
        found[name] = Snippet(name, found[name].path, Program("", program.path), finding)
    return found


def _check_name(name: str, path: str) -> None:
    for part in name.split("/"):
        if not part.isidentifier() or keyword.iskeyword(part):
            message = f"{part!r} cannot be the name of an example or a topic"
            raise EvidocError([Finding(path, 1, message, "rename it: letters, digits, _")])
