"""Markdown files that pages include with ``pymdownx.snippets``: what they bind stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from os.path import normpath
from pathlib import Path

import yaml

from evidoc.project.mkdocs_file import entries, items, with_inherited

_INCLUDE = re.compile(
    r"^[ \t]*-+8<-+[ \t]+(?P<quote>[\"'])(?P<one>[^\"'\n]+)(?P=quote)[ \t]*$"
    r"|^[ \t]*-+8<-+[ \t]*\n(?P<many>(?:.*\n)*?)[ \t]*-+8<-+[ \t]*$",
    re.MULTILINE,
)


def included_files(prose: str, bases: list[Path]) -> Iterator[Path]:
    """Yield the Markdown files that a page includes, whole or in part.

    Args:
        prose: The text of the page, with code blanked: what is included there is code.
        bases: The folders in which they are looked for, in order.
    """
    for match in _INCLUDE.finditer(prose):
        for name in [match["one"]] if match["one"] else match["many"].split("\n"):
            path = Path(name.strip().partition(":")[0])
            if path.suffix == ".md":
                found = (base / path for base in bases if (base / path).is_file())
                yield from (Path(normpath(each)) for each in list(found)[:1])


def bases_of(root: Path, mkdocs: Path) -> list[Path]:
    """Return the folders in which a site looks for what its pages include."""
    named = [each for _, tree in with_inherited(mkdocs) for each in _base_paths(tree)]
    return [root, *(root / each for each in named if not each.startswith("$"))]


def _base_paths(node: yaml.Node) -> Iterator[str]:
    for item in items(node):
        yield from _base_paths(item)
    for key, value in entries(node):
        if key.value == "base_path":
            paths = [value, *items(value)]
            yield from (each.value for each in paths if isinstance(each, yaml.ScalarNode))
        else:
            yield from _base_paths(value)
