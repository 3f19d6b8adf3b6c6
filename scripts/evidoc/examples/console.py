"""Examples of a shell: what is typed, what comes of it, and the exit status where it is not 0."""

from __future__ import annotations

from functools import cached_property

from evidoc.examples.program import Program
from evidoc.examples.source import SETTINGS

ENDINGS = (".sh", ".console")
"""Of files of commands; in a ``.console`` they stand behind ``$`` and ``>``, all else is output."""

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
    if not typed and (not line.strip() or line.lstrip().startswith("#")):
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


class ConsoleProgram(Program):
    """The commands of a file as a program of Python that gives them to a shell, one by one.

    Args:
        commands: The text of the file.
        path: The file that findings name.
    """

    def __init__(self, commands: str, path: str) -> None:
        self.commands = commands
        lines = commands.split("\n")
        settings = [line for line in lines if SETTINGS.fullmatch(line)]
        if path.endswith(".console"):
            typed = [line[2:] for line in lines if line.startswith(("$ ", "> "))]
        else:
            typed = [line for line in lines if line not in settings]
        source = "\n".join([*settings, f"text = {chr(10).join(typed)!r}"])
        super().__init__(source + "\n" + _RUNNER, path)

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
