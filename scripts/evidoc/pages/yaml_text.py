"""YAML inside a page: the front matter, and the options of blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""What reads YAML in C where it can."""

_DEEPEST = 100
"""Nested so deeply, a text is nobody's: readers of YAML recurse, and the fast one then crashes."""


@lru_cache(maxsize=4096)
def load_yaml(text: str) -> Any:
    """Return what a text holds; the same object for the same text, so not to be changed.

    Raises:
        yaml.YAMLError: It is not valid.
    """
    try:
        if is_too_deep(text):
            raise yaml.YAMLError("it is nested too deeply")
        return yaml.load(text, Loader=LOADER)
    except (ValueError, OverflowError, RecursionError) as error:
        # A date that does not exist, a number of too many digits, too many brackets.
        raise yaml.YAMLError(str(error)) from None


def is_too_deep(text: str) -> bool:
    """Tell whether a text is nested deeper than anyone writes, without recursing into it.

    Raises:
        yaml.YAMLError: It is not valid.
    """
    if sum(map(text.count, "[{-?:")) <= _DEEPEST:  # it takes one of them to go deeper
        return False
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return True
    return False


@dataclass(frozen=True)
class YamlEntry:
    """One key of a mapping, and where it and its value stand.

    Attributes:
        key: The key.
        line: Its line in the text, counted from 0.
        start: Offset of the value.
        end: Offset behind it.
        lines: The lines of the keys below it, if the value is a mapping.
    """

    key: str
    line: int
    start: int
    end: int
    lines: Mapping[str, int]


@lru_cache(maxsize=4096)
def entries(text: str) -> tuple[YamlEntry, ...]:
    """Return the keys of a mapping in order; nothing for what is no mapping or not valid."""
    try:
        node = None if is_too_deep(text) else yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError:
        return ()
    return tuple(
        YamlEntry(
            str(key.value),
            key.start_mark.line,
            value.start_mark.index,
            value.end_mark.index,
            _lines(value),
        )
        for key, value in (node.value if isinstance(node, yaml.MappingNode) else ())
    )


def _lines(node: yaml.Node) -> dict[str, int]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return {str(key.value): key.start_mark.line for key, _ in pairs}
