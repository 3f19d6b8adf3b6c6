"""Builds a site as MkDocs does, strictly, and says what is wrong with it and nothing else."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

# Material's notice about its successor says nothing about the site.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError, ConfigurationError


class _Warnings(logging.Handler):
    """Says each warning and error once."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self.say = say
        self.said: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message not in self.said:
            self.said.add(message)
            self.say(message)


def build_quietly(configuration: Path, say: Callable[[str], None]) -> tuple[str, int]:
    """Build a site in all its languages.

    Args:
        configuration: The MkDocs configuration of its first language.
        say: Called with each thing that is wrong, a line or more.

    Returns:
        The folder that it was built into, and how many things are wrong.
    """
    log = logging.getLogger("mkdocs")
    handler, level, passes_on = _Warnings(say), log.level, log.propagate
    log.addHandler(handler)
    log.setLevel(logging.WARNING)
    log.propagate = False
    site = ""
    try:
        config = load_config(str(configuration), strict=True)
        site = os.path.relpath(config.site_dir, configuration.parent)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (Abort, BuildError, ConfigurationError) as error:
        if not handler.said:
            log.error("%s", error)
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
        log.propagate = passes_on
    return site, len(handler.said)
