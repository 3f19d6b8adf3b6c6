"""The project that a command is called in."""

from __future__ import annotations

from pathlib import Path

from evidoc.project.config import Config, find_root, load_config
from evidoc.project.project import Project


def settings_here() -> Config:
    """Return the settings of the project that the current folder lies in."""
    return load_config(find_root(Path.cwd()))


def project_here() -> Project:
    """Return the project that the current folder lies in."""
    return Project(settings_here())
