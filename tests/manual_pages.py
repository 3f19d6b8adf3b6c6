"""What the manual tells one to write and to type: its files, its consoles and what they say."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from evidoc.cli import main

ROOT = Path(__file__).parents[1]
FENCE = re.compile(
    r"^(?P<mark>`{3,})(?P<kind>\w+)(?: title=\"(?P<title>[^\"]+)\")?[^\n]*\n"
    r"(?P<text>.*?)^(?P=mark)$",
    re.MULTILINE | re.DOTALL,
)
TIME = re.compile(r"\d+\.\d+ ?s\b")
# What a run tells of its progress: as it goes, and in one line at the end.
PROGRESS = re.compile(
    r"^(?:(?:ran|failed) \S+ \([\w, ]+\) in .* s|\d+ ran, .* failed in .*)\n", re.MULTILINE
)
VARIABLES = {"COLUMNS": "80", "NO_MKDOCS_2_WARNING": "1", "PYTEST_ADDOPTS": ""}


@dataclass(frozen=True)
class Block:
    """A fenced block of a chapter: its language, the file that it is, and its text."""

    kind: str
    title: str
    text: str


def chapters(language: str) -> dict[str, str]:
    """Return the text of every chapter by its name."""
    folder = ROOT / "docs" / language / "manual"
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.md"))}


def blocks(text: str) -> list[Block]:
    return [Block(each["kind"], each["title"] or "", each["text"]) for each in FENCE.finditer(text)]


def sections(text: str) -> dict[str, str]:
    """Return the text of each section of the second level by its id."""
    parts = re.split(r"^## .*\{#([\w-]+)\}$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def follow(text: str, folder: Path) -> Iterator[tuple[str, str, str]]:
    """Write the files and type the commands into a folder; yield command, promised and said."""
    for block in blocks(text):
        if block.kind == "console":
            for typed in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
                command, _, promised = typed.partition("\n")
                yield command, settled(promised), settled(say(command, folder))
        elif block.title:
            path = folder / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, "utf-8")


def say(command: str, folder: Path) -> str:
    """Return what a command prints; those of the engine run in this process."""
    name, *arguments = shlex.split(command)
    if name == "evidoc":
        return PROGRESS.sub("", CliRunner().invoke(main, arguments).output)
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    # Under CI pytest reports at length.
    inherited = {name: value for name, value in os.environ.items() if name != "CI"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        env={**inherited, **VARIABLES, "PATH": programs},
    )
    return done.stdout


def settled(text: str) -> str:
    """Return what was said without its times."""
    return TIME.sub("… s", text)
