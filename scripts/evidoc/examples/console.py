"""Examples of a shell: what is typed, what comes of it, and the exit status where it is not 0."""

from __future__ import annotations

from functools import cached_property

from evidoc.examples.program import Program
from evidoc.examples.source import SETTINGS

ENDINGS = (".sh", ".console")
"""Of files of commands; in a ``.console`` they stand behind ``$`` and ``>``, all else is output."""

SESSION = ".console"

_RUNNER = """
import os
import shlex
import subprocess
import sys


def is_complete(command):
    done = subprocess.run(["bash", "-n"], input=command, capture_output=True, text=True)
    return done.returncode == 0 and not done.stderr


commands, typed = [], []
for line in text.splitlines():
    if not (typed or is_session) and (not line.strip() or line.lstrip().startswith("#")):
        continue
    typed.append(line)
    if not line.endswith("\\\\") and is_complete("\\n".join(typed) + "\\n"):
        commands.append(typed)
        typed = []
if typed:
    sys.exit(f"the command {typed[0]!r} does not end")

script = "_status=0\\n"
for lines in commands:
    seen = "\\n".join(("> " if number else "$ ") + line for number, line in enumerate(lines))
    script += f"printf '%s\\\\n' {shlex.quote(seen)}; (exit $_status)\\n"
    script += "\\n".join(lines) + "\\n"
    script += '_status=$?; [ $_status -eq 0 ] || echo "[exit status $_status]"\\n'
path = os.path.dirname(sys.executable) + os.pathsep + os.environ.get("PATH", os.defpath)
python_path = os.pathsep.join(filter(None, (os.getcwd(), os.environ.get("PYTHONPATH"))))
done = subprocess.run(
    ["bash", "-c", script + "exit 0"],
    stdin=subprocess.DEVNULL,
    stderr=subprocess.STDOUT,
    env={**os.environ, "PATH": path, "PYTHONPATH": python_path},
)
if done.returncode:
    print(f"[exit status {done.returncode}]")
"""


def commands_in(session: str) -> list[str]:
    """Return the lines that were typed in a session: those behind ``$``, and ``>`` below them."""
    typed: list[str] = []
    was_typed = False
    for line in session.split("\n"):
        was_typed = line.startswith("$ ") or (was_typed and line.startswith("> "))
        if was_typed:
            typed.append(line[2:])
    return typed


class ConsoleProgram(Program):
    """Commands as a program of Python that gives them to a shell, one by one.

    Args:
        commands: The text of the file, or of the block, its lines those of the page.
        path: The file that findings name.
        ending: What a file of such commands ends in: one of ``ENDINGS``.
    """

    def __init__(self, commands: str, path: str, ending: str) -> None:
        before = len(commands) - len(commands.lstrip("\n"))
        self.commands = commands[before:]
        lines = self.commands.split("\n")
        settings = [line for line in lines if SETTINGS.fullmatch(line)]
        is_session = ending == SESSION
        typed = commands_in(self.commands) if is_session else lines
        text = "\n".join(line for line in typed if line not in settings)
        source = "\n".join([*settings, f"text, is_session = {text!r}, {is_session}"])
        super().__init__("\n" * before + source + "\n" + _RUNNER, path)

    @cached_property
    def shown(self) -> str:
        """The commands as a reader downloads them: all but settings."""
        return "\n".join(line for line in self.commands.split("\n") if not SETTINGS.fullmatch(line))

    @cached_property
    def listed(self) -> str:
        """The commands as a page shows them."""
        return self.shown

    @cached_property
    def marked_alike(self) -> Program:
        """The program itself: it states no results."""
        return self
