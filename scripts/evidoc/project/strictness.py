"""How much is asked of a page: what it binds, or every number that its readers see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

BOUND, ALL = MODES = ("bound", "all")


@dataclass(frozen=True)
class Strictness:
    """What ``coverage`` in ``evidoc.toml`` says.

    Attributes:
        default: ``"bound"``: what is bound is checked, and nothing else is asked; ``"all"``: every
            number that a reader sees is bound, declared or excused.
        paths: Patterns of paths below the root, as in ``.gitignore``, each with its mode; of those
            that match, the last one decides.
    """

    default: str = BOUND
    paths: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_asked_somewhere(self) -> bool:
        """Whether the settings ask for everything on any page."""
        return ALL in (self.default, *self.paths.values())

    def of(self, path: str) -> str:
        """Return the mode of a page, by its path below the root."""
        matching = [mode for spec, mode in self._specs if spec.match_file(path)]
        return matching[-1] if matching else self.default

    @cached_property
    def _specs(self) -> list[tuple[GitIgnoreSpec, str]]:
        if not self.paths:  # as in most projects: the library takes a while to import
            return []
        from pathspec import GitIgnoreSpec

        return [(GitIgnoreSpec.from_lines([glob]), mode) for glob, mode in self.paths.items()]


def read_strictness(raw: object) -> Strictness:
    """Return what a mode, or a table of patterns with a ``default``, says.

    Raises:
        ValueError: A mode is unknown, or it is something else.
    """
    table: dict[str, Any] = raw if isinstance(raw, dict) else {"default": raw}
    for key, mode in table.items():
        if mode not in MODES:
            where = "coverage" if key == "default" else f"coverage of {key}"
            raise ValueError(f'{where} is {mode!r}, not "bound" or "all"')
    paths = {key: mode for key, mode in table.items() if key != "default"}
    return Strictness(table.get("default", BOUND), paths)
