"""What a program looks for and does not see, though the project has it.

It sees what its settings name. To list a folder that is not there gives nothing, and so a wrong
number without a word.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from evidoc.core.model import Failure, Job, Outcome
from evidoc.project.config import Config

_MAGIC = re.compile(r"[*?\[]")
_MOST = 100
_PATTERNS: dict[str, Callable[..., str]] = {
    "open": lambda path, *_: os.fspath(path),
    "os.listdir": lambda path: os.path.join(os.fspath(path or "."), "*"),
    "os.scandir": lambda path: os.path.join(os.fspath(path or "."), "*"),
    "glob.glob": lambda path, *_: os.fspath(path),
    "pathlib.Path.glob": lambda path, pattern: os.path.join(path, pattern),
    "pathlib.Path.rglob": lambda path, pattern: os.path.join(path, "**", pattern),
}


def watch(work: Path) -> list[str]:
    """Return a list that fills with what is looked for from now on and is not there.

    Args:
        work: The folder of the program, in place of the project's root.
    """
    sought: list[str] = []

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _PATTERNS and len(sought) < _MOST:
            with suppress(Exception):  # a descriptor, bytes, an object of the program's own
                path = Path(os.path.abspath(_PATTERNS[event](*arguments)))
                fixed = path
                while _MAGIC.search(str(fixed)):
                    fixed = fixed.parent
                if work.parent in fixed.parents and not os.path.lexists(fixed):
                    sought.append(os.path.relpath(path, work))

    sys.addaudithook(hear)
    return sought


def with_unseen(config: Config, job: Job, outcome: Outcome) -> Outcome:
    """Return the outcome of a program as a failure if it listed a folder that it does not see."""
    patterns = [pattern for pattern in outcome.sought if _MAGIC.search(pattern)]
    if outcome.failure or not (pattern := _unseen(config, patterns)):
        return outcome
    what = pattern.removeprefix("../")
    message = f"looks for {what}, which the project has and {job.example} is not given"
    return replace(outcome, failure=Failure(message))


def how_to_give(config: Config, outcome: Outcome) -> str:
    """Return the setting that gives a program what it did not find; empty if that is not it."""
    failed = outcome.failure.message if outcome.failure else ""
    pattern = _unseen(config, [each for each in outcome.sought if Path(each).name in failed])
    if pattern.startswith("../"):  # by its own place, which is another when it runs by hand
        return f"it starts in the project's root: let it look for {pattern[3:]} from there"
    return f"give it that at its top: # evidoc: files={pattern}" if pattern else ""


def _unseen(config: Config, patterns: Iterable[str]) -> str:
    """Return the first of the patterns that a file of the project fits."""
    for pattern in patterns:
        for folder in (config.snippets, config.root):
            with suppress(ValueError, OSError, NotImplementedError):
                if any(path.is_file() for path in folder.glob(pattern.removeprefix("../"))):
                    return pattern
    return ""
