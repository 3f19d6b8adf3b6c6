"""A style of Pygments without colours: a formatter writes a style sheet for each piece of code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pygments.style import Style, StyleMeta


class _Unstyled(StyleMeta):
    def __iter__(self) -> Iterator[Any]:
        return iter(())


class NoStyle(Style, metaclass=_Unstyled):
    """A style that says nothing of any token: its class is what the site's own sheet colours."""
