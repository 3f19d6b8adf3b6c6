"""When the files of a project were changed last, as Git knows it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def revisions(root: Path) -> Mapping[str, str]:
    """Return the day of the last commit of each file, as in ``2026-05-04``, by its path.

    Empty without Git, outside a repository, and in a shallow clone, which has no past to ask.

    Args:
        root: The folder that the paths start from.
    """
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return {}
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    days: dict[str, str] = {}
    day = ""
    log = ("log", "--format=%x00%cs", "--name-only", "--no-renames", "--relative", "--", ".")
    for line in _git(root, "-c", "core.quotePath=false", *log).splitlines():
        if line.startswith("\0"):
            day = line[1:]
        elif line:
            days.setdefault(line, day)  # the log begins with the latest
    return days


def _git(root: Path, *arguments: str) -> str:
    """Return what Git prints; nothing where it fails."""
    import subprocess  # which sites without a repository do without

    # Where a hook of Git builds the site, these lead to the repository of the hook.
    environment = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, env=environment, capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.decode("utf-8", "replace")
